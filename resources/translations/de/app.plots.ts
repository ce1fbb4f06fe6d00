<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.plots</name>
    <message>
        <location filename="../../../app/plots/hit_testing.py"/>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <location filename="../../../app/plots/hit_testing.py"/>
        <source>{name}: median {median}, n = {n}</source>
        <translation>{name}: Median {median}, n = {n}</translation>
    </message>
    <message>
        <location filename="../../../app/plots/plot.py"/>
        <source>Value under the pointer</source>
        <translation>Wert unter dem Mauszeiger</translation>
    </message>
    <message>
        <location filename="../../../app/plots/plot.py"/>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <location filename="../../../app/plots/plot.py"/>
        <source>Logarithmic scale of the vertical axis</source>
        <translation>Logarithmische Skala der senkrechten Achse</translation>
    </message>
    <message>
        <location filename="../../../app/plots/plot.py"/>
        <source>Save this chart as a picture or as numbers</source>
        <translation>Dieses Diagramm als Bild oder als Zahlen speichern</translation>
    </message>
    <message>
        <location filename="../../../app/plots/plot.py"/>
        <source>Save this chart</source>
        <translation>Dieses Diagramm speichern</translation>
    </message>
    <message>
        <location filename="../../../app/plots/plot.py"/>
        <source>Picture (PNG)…</source>
        <translation>Bild (PNG)…</translation>
    </message>
    <message>
        <location filename="../../../app/plots/plot.py"/>
        <source>Numbers (CSV)…</source>
        <translation>Zahlen (CSV)…</translation>
    </message>
    <message>
        <location filename="../../../app/plots/plot.py"/>
        <source>Cannot write {path}: the picture could not be made.</source>
        <translation>{path} kann nicht geschrieben werden: Das Bild ließ sich nicht erzeugen.</translation>
    </message>
    <message>
        <location filename="../../../app/plots/plot.py"/>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <location filename="../../../app/plots/plot.py"/>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <location filename="../../../app/plots/plot.py"/>
        <source>Save the chart</source>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <location filename="../../../app/plots/plot.py"/>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
</context>
</TS>
