<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.live</name>
    <message>
        <location filename="../../../app/workspaces/live/live_canvas.py"/>
        <source>Live picture</source>
        <translation>Live-Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_canvas.py"/>
        <source>Enter a capture device or the address of a stream, and press Watch.</source>
        <translation>Aufnahmegerät oder Adresse eines Streams eingeben und „Ansehen“ drücken.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_canvas.py"/>
        <source>No live picture</source>
        <translation>Kein Live-Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_labels.py"/>
        <source>Waiting for the model</source>
        <translation>Warten auf das Modell</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_labels.py"/>
        <source>Mask {delay} ms behind the picture (99 %: {delay_99} ms)</source>
        <translation>Maske {delay} ms hinter dem Bild (99 %: {delay_99} ms)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_labels.py"/>
        <source>Waiting for {name}</source>
        <translation>Warten auf {name}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_labels.py"/>
        <source>No picture for {seconds} s</source>
        <translation>Seit {seconds} s kein Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_labels.py"/>
        <source>{rate} frames/s</source>
        <translation>{rate} Bilder/s</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_labels.py"/>
        <source>{share}% with a mask</source>
        <translation>{share} % mit Maske</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_labels.py"/>
        <source>connected {count} times</source>
        <translation>{count}-mal verbunden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_labels.py"/>
        <source>Recording begins with the next keyframe</source>
        <translation>Die Aufzeichnung beginnt mit dem nächsten Schlüsselbild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_labels.py"/>
        <source>Recording {time}, {size}</source>
        <translation>Aufzeichnung {time}, {size}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_labels.py"/>
        <source>in view</source>
        <translation>im Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_labels.py"/>
        <source>probability {share}%</source>
        <translation>Wahrscheinlichkeit {share} %</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_workspace.py"/>
        <source>Capture device, or a stream such as udp://127.0.0.1:5000 or rtsp://camera.local/stream</source>
        <translation>Aufnahmegerät oder ein Stream wie udp://127.0.0.1:5000 oder rtsp://camera.local/stream</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_workspace.py"/>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_workspace.py"/>
        <source>Watch</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_workspace.py"/>
        <source>Show the newest picture of this address</source>
        <translation>Das neueste Bild dieser Adresse zeigen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_workspace.py"/>
        <source>Record…</source>
        <translation>Aufzeichnen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_workspace.py"/>
        <source>Write what arrives into a folder</source>
        <translation>Was ankommt, in einen Ordner schreiben</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_workspace.py"/>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_workspace.py"/>
        <source>Findings are listed here while a live picture is watched.</source>
        <translation>Hier stehen die Befunde, während ein Live-Bild läuft.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_workspace.py"/>
        <source>Close the live picture</source>
        <translation>Live-Bild schließen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_workspace.py"/>
        <source>Close the model of the live picture</source>
        <translation>Modell des Live-Bilds schließen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_workspace.py"/>
        <source>Finish the live recording</source>
        <translation>Live-Aufzeichnung abschließen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_workspace.py"/>
        <source>Record into a folder</source>
        <translation>In einen Ordner aufzeichnen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_workspace.py"/>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/live/live_workspace.py"/>
        <source>Stop recording</source>
        <translation>Aufzeichnung beenden</translation>
    </message>
</context>
</TS>
