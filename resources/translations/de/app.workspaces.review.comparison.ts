<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.review.comparison</name>
    <message>
        <location filename="../../../app/workspaces/review/comparison/compared_findings.py"/>
        <source>Both: {both}. Only {first}: {first_count}. Only {second}: {second_count}.</source>
        <translation>Beide: {both}. Nur {first}: {first_count}. Nur {second}: {second_count}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/compared_findings.py"/>
        <source>Not judged by both: {n}.</source>
        <translation>Nicht von beiden beurteilt: {n}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>another model…</source>
        <translation>anderes Modell…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>a policy file…</source>
        <translation>Datei mit Alarmregel…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>my decisions</source>
        <translation>eigene Entscheidungen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>Compare findings</source>
        <translation>Befunde vergleichen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>Compare the findings with</source>
        <translation>Die Befunde vergleichen mit</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>the {name} policy</source>
        <translation>Alarmregel „{name}“</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>Findings of both</source>
        <translation>Befunde beider</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>Save as CSV…</source>
        <translation>Als CSV speichern…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>the model {name}</source>
        <translation>Modell {name}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>Compare with another model</source>
        <translation>Mit einem anderen Modell vergleichen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>Compare with a policy file</source>
        <translation>Mit einer Alarmregel aus einer Datei vergleichen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>Models (*.safetensors)</source>
        <translation>Modelle (*.safetensors)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>Policies (*.json *.toml)</source>
        <translation>Alarmregeln (*.json *.toml)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>This is shown once the other side is known.</source>
        <translation>Der Vergleich erscheint, sobald die andere Seite bekannt ist.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>Choose what the findings of this recording are compared with.</source>
        <translation>Wählen, womit die Befunde dieser Aufnahme verglichen werden.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>differs</source>
        <translation>weicht ab</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>Save the compared findings</source>
        <translation>Verglichene Befunde speichern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>Saved {path}.</source>
        <translation>{path} gespeichert.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>Pink outlines: {name}.</source>
        <translation>Violette Umrisse: {name}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>There is no further difference in the frames that both sides have judged.</source>
        <translation>In den Bildern, die beide Seiten beurteilt haben, gibt es keinen weiteren Unterschied.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/comparison/comparison_dialog.py"/>
        <source>Choose first what the findings are compared with: Analysis, Compare findings.</source>
        <translation>Zuerst wählen, womit die Befunde verglichen werden: Analyse &gt; Befunde vergleichen.</translation>
    </message>
</context>
</TS>
