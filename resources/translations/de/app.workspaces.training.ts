<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.training</name>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Training needs PyTorch, which would make this program five times as large. Run this command once in a terminal with an internet connection, then look again. Existing runs can be looked at without it, and models can be used and scored.</source>
        <translation>Training braucht PyTorch, das dieses Programm fünfmal so groß machen würde. Führen Sie diesen Befehl einmal in einem Terminal mit Internetverbindung aus und suchen Sie dann erneut. Vorhandene Läufe lassen sich auch ohne PyTorch ansehen, Modelle benutzen und bewerten.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Command that adds training</source>
        <translation>Befehl, der das Training hinzufügt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Copy the command</source>
        <translation>Den Befehl kopieren</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Look again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Look for training once the command has finished</source>
        <translation>Nach dem Training suchen, sobald der Befehl fertig ist</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Training is not part of this installation</source>
        <translation>Das Training gehört nicht zu dieser Installation</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Training has not been found yet.</source>
        <translation>Das Training ist noch nicht zu finden.</translation>
    </message>
</context>
</TS>
