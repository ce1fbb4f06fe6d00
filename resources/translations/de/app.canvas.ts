<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.canvas</name>
    <message>
        <location filename="../../../app/canvas/canvas.py"/>
        <source>No recording open</source>
        <translation>Keine Aufnahme geöffnet</translation>
    </message>
    <message>
        <location filename="../../../app/canvas/canvas.py"/>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <location filename="../../../app/canvas/canvas.py"/>
        <source>Damaged frame</source>
        <translation>Beschädigtes Bild</translation>
    </message>
    <message>
        <location filename="../../../app/canvas/canvas.py"/>
        <source>White outline: the expert&apos;s mask or box</source>
        <translation>Weißer Umriss: Maske oder Rahmen des Experten</translation>
    </message>
    <message>
        <location filename="../../../app/canvas/canvas.py"/>
        <source>Violet dashes: the second model</source>
        <translation>Violette Striche: das zweite Modell</translation>
    </message>
</context>
</TS>
