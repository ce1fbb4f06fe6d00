<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.dialogs</name>
    <message>
        <location filename="../../../app/dialogs/about.py"/>
        <source>Plays colonoscopy recordings with the polyp masks that a neural network predicts over them, and exports both.</source>
        <translation>Spielt Koloskopie-Aufnahmen ab, überlagert von den Polypenmasken, die ein neuronales Netz vorhersagt, und exportiert beides.</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/about.py"/>
        <source>The masks miss polyps and mark other tissue. They are no medical advice and must not guide patient care.</source>
        <translation>Die Masken übersehen Polypen und markieren anderes Gewebe. Sie sind keine medizinische Beratung und dürfen die Behandlung von Patienten nicht leiten.</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/about.py"/>
        <source>Demo clip: made from still images of PolypGen (Ali et al., &lt;i&gt;Scientific Data&lt;/i&gt; 10, 75, 2023), CC BY 4.0.</source>
        <translation>Demo-Clip: aus Einzelbildern von PolypGen (Ali et al., &lt;i&gt;Scientific Data&lt;/i&gt; 10, 75, 2023), CC BY 4.0.</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/about.py"/>
        <source>Nothing leaves this computer: the program opens no network connection.</source>
        <translation>Nichts verlässt diesen Rechner: Das Programm öffnet keine Netzwerkverbindung.</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/about.py"/>
        <source>About Polyp Viewer</source>
        <translation>Über Polyp Viewer</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/about.py"/>
        <source>Version {version} · Qt {qt} (LGPL)</source>
        <translation>Version {version} · Qt {qt} (LGPL)</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/caches_page.py"/>
        <source>Files that save time and can be made again. Above a limit, the files unused for longest are removed first; files in use stay. Cancel does not restore what was cleared.</source>
        <translation>Dateien, die Zeit sparen und neu erzeugt werden können. Über einer Grenze werden zuerst die am längsten unbenutzten entfernt; benutzte Dateien bleiben. „Abbrechen“ stellt Geleertes nicht wieder her.</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/caches_page.py"/>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/caches_page.py"/>
        <source>{size} in use</source>
        <translation>{size} benutzt</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/caches_page.py"/>
        <source>Clear all</source>
        <translation>Alle leeren</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/caches_page.py"/>
        <source>Clearing…</source>
        <translation>Wird geleert…</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/dialogs/caches_page.py"/>
        <source>{n} files in {folder}</source>
        <extracomment>Singular: {n} file in {folder}</extracomment>
        <translation>
            <numerusform>{n} Datei in {folder}</numerusform>
            <numerusform>{n} Dateien in {folder}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/caches_page.py"/>
        <source>In total: {size}</source>
        <translation>Insgesamt: {size}</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/caches_page.py"/>
        <source>Limit of {cache}</source>
        <translation>Grenze für {cache}</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/caches_page.py"/>
        <source>This limit is set by an environment variable.</source>
        <translation>Diese Grenze ist durch eine Umgebungsvariable festgelegt.</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/caches_page.py"/>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/caches_page.py"/>
        <source>Clear {cache}</source>
        <translation>{cache} leeren</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/caches_page.py"/>
        <source>of at most</source>
        <translation>von höchstens</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/error_dialog.py"/>
        <source>Something went wrong</source>
        <translation>Es ist ein Fehler aufgetreten</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/error_dialog.py"/>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/error_dialog.py"/>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/error_dialog.py"/>
        <source>For a report to the developers. The details can contain names of files and folders.</source>
        <translation>Für einen Bericht an die Entwickler. Die Details können Namen von Dateien und Ordnern enthalten.</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/error_dialog.py"/>
        <source>Show log</source>
        <translation>Protokoll zeigen</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/error_dialog.py"/>
        <source>The log is {path}</source>
        <translation>Das Protokoll ist {path}</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/error_dialog.py"/>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/dialogs/error_dialog.py"/>
        <source>{n} more failures since: see the details or the log.</source>
        <extracomment>Singular: {n} more failure since: see the details or the log.</extracomment>
        <translation>
            <numerusform>Seitdem {n} weiterer Fehler: siehe Details oder Protokoll.</numerusform>
            <numerusform>Seitdem {n} weitere Fehler: siehe Details oder Protokoll.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/error_dialog.py"/>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <source>U-Net with a residual encoder</source>
        <translation>U-Net mit residualem Encoder</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <source>About this model</source>
        <translation>Über dieses Modell</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <source>presence level {level}</source>
        <translation>Präsenzschwelle {level}</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <location filename="../../../app/dialogs/templates/model_card.html"/>
        <source>Threshold</source>
        <translation>Schwellenwert</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <location filename="../../../app/dialogs/templates/model_card.html"/>
        <source>Smallest region</source>
        <translation>Kleinste Region</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <source>{percent} % of the picture</source>
        <translation>{percent} % des Bildes</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/dialogs/model_card.py"/>
        <source>{n} pairs</source>
        <extracomment>Singular: {n} pair</extracomment>
        <translation>
            <numerusform>{n} Paar</numerusform>
            <numerusform>{n} Paare</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <source>mean of {networks}</source>
        <translation>Mittelwert von {networks}</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <source>each also on the mirrored picture</source>
        <translation>jedes auch am gespiegelten Bild</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <source>input {side} x {side} pixels</source>
        <translation>Eingabe {side} x {side} Pixel</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <location filename="../../../app/dialogs/model_facts.py"/>
        <source>not scored</source>
        <translation>nicht bewertet</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_card.py"/>
        <location filename="../../../app/dialogs/model_facts.py"/>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_facts.py"/>
        <source>Dice on Kvasir-SEG</source>
        <translation>Dice auf Kvasir-SEG</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_facts.py"/>
        <source>Dice on CVC-ClinicDB</source>
        <translation>Dice auf CVC-ClinicDB</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_facts.py"/>
        <location filename="../../../app/dialogs/templates/model_card.html"/>
        <source>False alarms</source>
        <translation>Fehlalarme</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_facts.py"/>
        <source>Speed on this computer</source>
        <translation>Tempo auf diesem Rechner</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/dialogs/model_facts.py"/>
        <source>{n} images</source>
        <extracomment>Singular: {n} image</extracomment>
        <translation>
            <numerusform>{n} Bild</numerusform>
            <numerusform>{n} Bilder</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_facts.py"/>
        <source>as shown {dice}</source>
        <translation>wie gezeigt {dice}</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_facts.py"/>
        <source>not counted</source>
        <translation>nicht gezählt</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/dialogs/model_facts.py"/>
        <source>of {n} frames</source>
        <extracomment>Singular: of {n} frame</extracomment>
        <translation>
            <numerusform>von {n} Bild</numerusform>
            <numerusform>von {n} Bildern</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_facts.py"/>
        <source>plays with every mask</source>
        <translation>spielt mit jeder Maske</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_facts.py"/>
        <source>too slow for every mask</source>
        <translation>zu langsam für jede Maske</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_facts.py"/>
        <source>{n} frames/s</source>
        <translation>{n} Bilder/s</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_facts.py"/>
        <source>Weak points: none are recorded on the card.</source>
        <translation>Schwachstellen: Auf der Modellkarte sind keine verzeichnet.</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_facts.py"/>
        <source>Weak points: {points}</source>
        <translation>Schwachstellen: {points}</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_list.py"/>
        <source>Choose automatically</source>
        <translation>Automatisch wählen</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_list.py"/>
        <source>Dice at threshold 0.5 with 95 % intervals, on test pictures; “as shown” is with the model&apos;s own settings. False alarms are the share of frames without a polyp that get a mask. Speed is in frames of 1920 x 1080 a second, without decoding.</source>
        <translation>Dice beim Schwellenwert 0.5 mit 95-%-Intervallen, auf Testbildern; „wie gezeigt“ gilt für die eigenen Einstellungen des Modells. Fehlalarme sind der Anteil der Bilder ohne Polyp, die eine Maske erhalten. Das Tempo ist in Bildern von 1920 x 1080 pro Sekunde angegeben, ohne Decodieren.</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_list.py"/>
        <source>measured when idle</source>
        <translation>wird im Leerlauf gemessen</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_list.py"/>
        <source>is being measured</source>
        <translation>wird gerade gemessen</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_list.py"/>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_list.py"/>
        <source>Use this model</source>
        <translation>Dieses Modell verwenden</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_list.py"/>
        <source>Open file…</source>
        <translation>Datei öffnen…</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_list.py"/>
        <source>Measure again</source>
        <translation>Neu messen</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_list.py"/>
        <source>The best model that plays recordings on this computer with every mask. At present: {model}.</source>
        <translation>Das beste Modell, das Aufnahmen auf diesem Rechner mit jeder Maske abspielt. Zurzeit: {model}.</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_list.py"/>
        <source>Open a model file</source>
        <translation>Modelldatei öffnen</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_list.py"/>
        <source>Model files (*.safetensors)</source>
        <translation>Modelldateien (*.safetensors)</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_row.py"/>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/model_row.py"/>
        <source>Recommended for this computer</source>
        <translation>Empfohlen für diesen Rechner</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/settings_dialog.py"/>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/settings_dialog.py"/>
        <source>Settings pages</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/settings_dialog.py"/>
        <source>Caches</source>
        <translation>Zwischenspeicher</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/settings_dialog.py"/>
        <source>Restore defaults</source>
        <translation>Standardwerte</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/shortcut_sheet.py"/>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/shortcut_sheet.py"/>
        <source>Find a key or what it does</source>
        <translation>Taste oder Wirkung suchen</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/shortcut_sheet.py"/>
        <source>Find a shortcut</source>
        <translation>Tastenkürzel suchen</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/shortcut_sheet.py"/>
        <source>No shortcut matches.</source>
        <translation>Kein passendes Tastenkürzel.</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/templates/model_card.html"/>
        <source>Weak points</source>
        <translation>Schwachstellen</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/templates/model_card.html"/>
        <source>Scores</source>
        <translation>Kennwerte</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/templates/model_card.html"/>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/templates/model_card.html"/>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/templates/model_card.html"/>
        <source>The card contains none.</source>
        <translation>Die Modellkarte enthält keine.</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/templates/model_card.html"/>
        <source>Dice and false alarms</source>
        <translation>Dice und Fehlalarme</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/templates/model_card.html"/>
        <source>Other settings on the validation side: mean Dice, and the share of full frames without a polyp with a mask.</source>
        <translation>Andere Einstellungen auf der Validierungsseite: mittlerer Dice, und der Anteil ganzer Bilder ohne Polyp, die eine Maske erhalten.</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/templates/model_card.html"/>
        <source>Presence level</source>
        <translation>Präsenzschwelle</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/templates/model_card.html"/>
        <source>Dice</source>
        <translation>Dice</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/templates/model_card.html"/>
        <source>this model</source>
        <translation>dieses Modell</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/templates/model_card.html"/>
        <source>Training data</source>
        <translation>Trainingsdaten</translation>
    </message>
    <message>
        <location filename="../../../app/dialogs/templates/model_card.html"/>
        <source>Notes</source>
        <translation>Anmerkungen</translation>
    </message>
</context>
</TS>
