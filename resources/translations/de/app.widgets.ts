<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.widgets</name>
    <message>
        <location filename="../../../app/widgets/file_dialogs.py"/>
        <source>Replace?</source>
        <translation>Ersetzen?</translation>
    </message>
    <message>
        <location filename="../../../app/widgets/file_dialogs.py"/>
        <source>The folder already holds {names}.</source>
        <translation>Der Ordner enthält bereits {names}.</translation>
    </message>
    <message>
        <location filename="../../../app/widgets/file_dialogs.py"/>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <location filename="../../../app/widgets/folder_line.py"/>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <location filename="../../../app/widgets/form_fields.py"/>
        <source>none</source>
        <comment>no value</comment>
        <translation>keine Angabe</translation>
    </message>
    <message>
        <location filename="../../../app/widgets/form_fields.py"/>
        <source>Colour of the overlay</source>
        <translation>Farbe der Überlagerung</translation>
    </message>
    <message>
        <location filename="../../../app/widgets/form_fields.py"/>
        <source>Back to {default}</source>
        <translation>Zurück zu {default}</translation>
    </message>
    <message>
        <location filename="../../../app/widgets/form_fields.py"/>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <location filename="../../../app/widgets/form_fields.py"/>
        <source>Choose a model file</source>
        <translation>Modelldatei wählen</translation>
    </message>
    <message>
        <location filename="../../../app/widgets/form_fields.py"/>
        <source>Model files (*.safetensors)</source>
        <translation>Modelldateien (*.safetensors)</translation>
    </message>
    <message>
        <location filename="../../../app/widgets/number_text.py"/>
        <source>Write the number without separators between thousands, such as 1000 or 0.5.</source>
        <translation>Die Zahl ohne Tausendertrennzeichen schreiben, etwa 1000 oder 0.5.</translation>
    </message>
    <message>
        <location filename="../../../app/widgets/number_text.py"/>
        <source>Write a point in a fraction, or a semicolon between numbers, such as 0.5, 1 or 0,5; 1.</source>
        <translation>Dezimalzahlen mit Punkt schreiben oder Zahlen durch Semikolon trennen, etwa 0.5, 1 oder 0,5; 1.</translation>
    </message>
    <message>
        <location filename="../../../app/widgets/task_row.py"/>
        <source>Stop: {task}</source>
        <translation>Abbrechen: {task}</translation>
    </message>
    <message>
        <location filename="../../../app/widgets/task_row.py"/>
        <source>Stopping…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <location filename="../../../app/widgets/task_row.py"/>
        <source>{percent}, {time} left</source>
        <translation>{percent}, noch {time}</translation>
    </message>
</context>
</TS>
