<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.widgets</name>
    <message>
        <location filename="../../../app/widgets/form_fields.py"/>
        <source>none</source>
        <comment>no value</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../../app/widgets/form_fields.py"/>
        <source>Colour of the overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../../app/widgets/form_fields.py"/>
        <source>Back to {default}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../../app/widgets/form_fields.py"/>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../../app/widgets/form_fields.py"/>
        <source>Choose a model file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../../app/widgets/form_fields.py"/>
        <source>Model files (*.safetensors)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
