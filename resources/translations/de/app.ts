<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app</name>
    <message>
        <location filename="../../../app/main_window.py"/>
        <source>{model} suits the speed of this computer better. It is used from the next start on.</source>
        <translation>{model} passt besser zur Geschwindigkeit dieses Rechners. Es wird ab dem nächsten Start verwendet.</translation>
    </message>
    <message>
        <location filename="../../../app/main_window.py"/>
        <source>Use it now</source>
        <translation>Jetzt verwenden</translation>
    </message>
    <message>
        <location filename="../../../app/main_window.py"/>
        <source>The running export keeps its model. The new one is used when it ends.</source>
        <translation>Der laufende Export behält sein Modell. Das neue wird verwendet, sobald er endet.</translation>
    </message>
    <message>
        <location filename="../../../app/main_window.py"/>
        <source>Polyp Viewer was updated to version {version}.</source>
        <translation>Polyp Viewer wurde auf Version {version} aktualisiert.</translation>
    </message>
    <message>
        <location filename="../../../app/main_window.py"/>
        <source>What is new</source>
        <translation>Was ist neu</translation>
    </message>
</context>
</TS>
