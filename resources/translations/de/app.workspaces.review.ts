<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.review</name>
    <message>
        <location filename="../../../app/workspaces/review/review_workspace.py"/>
        <source>Opening {name}…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
