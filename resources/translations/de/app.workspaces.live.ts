<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.live</name>
    <message>
        <location filename="../../../app/workspaces/live/live_workspace.py"/>
        <source>Findings are listed here while a live picture is watched.</source>
        <translation>Hier stehen die Befunde, während ein Livebild läuft.</translation>
    </message>
</context>
</TS>
