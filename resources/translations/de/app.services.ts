<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.services</name>
    <message>
        <source>Playback</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>If the computer is too slow</source>
        <translation>Wenn der Rechner zu langsam ist</translation>
    </message>
    <message>
        <source>Show every frame, play slower</source>
        <translation>Jedes Bild zeigen, langsamer abspielen</translation>
    </message>
    <message>
        <source>Keep the speed, skip frames</source>
        <translation>Tempo halten, Bilder auslassen</translation>
    </message>
    <message>
        <source>Every frame is safest for review: nothing is skipped unseen.</source>
        <translation>Jedes Bild ist für die Durchsicht am sichersten: Nichts wird ungesehen übersprungen.</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>x</source>
        <translation>×</translation>
    </message>
    <message>
        <source>1 is the speed of the recording.</source>
        <translation>1 ist die Geschwindigkeit der Aufnahme.</translation>
    </message>
    <message>
        <source>Play as soon as a file opens</source>
        <translation>Nach dem Öffnen sofort abspielen</translation>
    </message>
    <message>
        <source>Turn off to open every file paused on its first frame.</source>
        <translation>Ausgeschaltet öffnet jede Datei angehalten beim ersten Bild.</translation>
    </message>
    <message>
        <source>Resume at the last position</source>
        <translation>An der letzten Stelle fortsetzen</translation>
    </message>
    <message>
        <source>The last position of each file is stored by its content, not by its name.</source>
        <translation>Die letzte Stelle jeder Datei wird nach ihrem Inhalt gespeichert, nicht nach ihrem Namen.</translation>
    </message>
    <message>
        <source>Images per second</source>
        <translation>Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>fps</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>The rate at which a folder of images plays; images carry no rate themselves.</source>
        <translation>Die Bildrate, mit der ein Ordner mit Bildern abgespielt wird; Bilder enthalten selbst keine.</translation>
    </message>
    <message>
        <source>Deinterlace</source>
        <translation>Halbbilder zusammensetzen</translation>
    </message>
    <message>
        <source>When the recording needs it</source>
        <translation>Wenn die Aufnahme es braucht</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>PAL and NTSC recordings hold two half pictures per frame, which comb where they move.</source>
        <translation>Aufnahmen in PAL und NTSC enthalten zwei Halbbilder pro Bild, die bei Bewegung Kämme bilden.</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Überlagerung</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>Gefüllt</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>The heat map shows the network&apos;s probability before the threshold.</source>
        <translation>Die Heatmap zeigt die Wahrscheinlichkeit des Netzes vor dem Schwellenwert.</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Low enough to see the mucosa through the mask.</source>
        <translation>Niedrig genug, um die Schleimhaut durch die Maske zu sehen.</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Colour-blind readers: take sky blue or yellow.</source>
        <translation>Bei Farbsehschwäche: Himmelblau oder Gelb wählen.</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Stripes</source>
        <translation>Streifen</translation>
    </message>
    <message>
        <source>Dots</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Stripes and dots fill a mask; its outline is dashed or dotted.</source>
        <translation>Streifen und Punkte füllen eine Maske; ihr Umriss ist gestrichelt oder gepunktet.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwellenwert</translation>
    </message>
    <message>
        <source>From the model card</source>
        <translation>Aus der Modellkarte</translation>
    </message>
    <message>
        <source>Pixels from this probability on are marked. Each model card has the value it was calibrated to.</source>
        <translation>Pixel ab dieser Wahrscheinlichkeit werden markiert. Jede Modellkarte enthält den Wert, auf den das Modell kalibriert ist.</translation>
    </message>
    <message>
        <source>Smallest region</source>
        <translation>Kleinste Region</translation>
    </message>
    <message>
        <source>% of picture</source>
        <translation>% des Bildes</translation>
    </message>
    <message>
        <source>Smaller regions are not shown: most of them are noise.</source>
        <translation>Kleinere Regionen werden nicht gezeigt: Die meisten sind Rauschen.</translation>
    </message>
    <message>
        <source>Next finding goes to</source>
        <translation>„Nächster Befund“ springt</translation>
    </message>
    <message>
        <source>Its start</source>
        <translation>An seinen Anfang</translation>
    </message>
    <message>
        <source>Its best frame</source>
        <translation>Zu seinem besten Bild</translation>
    </message>
    <message>
        <source>The best frame shows the polyp large, sharp and with high probability.</source>
        <translation>Das beste Bild zeigt den Polypen groß, scharf und mit hoher Wahrscheinlichkeit.</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>Befunder</translation>
    </message>
    <message>
        <source>The name under which decisions are stored. If empty, that of the user who is logged in.</source>
        <translation>Der Name, unter dem Entscheidungen gespeichert werden. Wenn leer, der des angemeldeten Benutzers.</translation>
    </message>
    <message>
        <source>After a decision, go to the next undecided finding</source>
        <translation>Nach einer Entscheidung zum nächsten unentschiedenen Befund</translation>
    </message>
    <message>
        <source>Then a recording is decided by one key for each finding.</source>
        <translation>Dann genügt für jeden Befund einer Aufnahme eine Taste.</translation>
    </message>
    <message>
        <source>Reaction time</source>
        <translation>Reaktionszeit</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>While a polyp is pointed at during playback, hand and eye are late by this time.</source>
        <translation>Beim Zeigen auf einen Polypen während der Wiedergabe sind Hand und Auge um diese Zeit verspätet.</translation>
    </message>
    <message>
        <source>Hide the model until I show it</source>
        <translation>Modell ausblenden, bis ich es einblende</translation>
    </message>
    <message>
        <source>For reading without its influence: masks, time line and findings appear at a click.</source>
        <translation>Zum Befunden ohne seinen Einfluss: Masken, Zeitleiste und Befunde erscheinen auf einen Klick.</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Run the network on</source>
        <translation>Netz ausführen auf</translation>
    </message>
    <message>
        <source>The best available</source>
        <translation>Bester verfügbarer Prozessor</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>GPU (CUDA)</source>
        <translation>GPU (CUDA)</translation>
    </message>
    <message>
        <source>A GPU that fails or is missing falls back to the CPU, with a notice.</source>
        <translation>Fehlt eine GPU oder fällt sie aus, rechnet die CPU, mit einer Meldung.</translation>
    </message>
    <message>
        <source>Analyse the whole recording in the background</source>
        <translation>Die ganze Aufnahme im Hintergrund analysieren</translation>
    </message>
    <message>
        <source>Fills the time line and lists findings before playback reaches them.</source>
        <translation>Füllt die Zeitleiste und listet Befunde auf, bevor die Wiedergabe sie erreicht.</translation>
    </message>
    <message>
        <source>Memory for decoded frames</source>
        <translation>Speicher für decodierte Bilder</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>More memory allows stepping back faster through longer stretches. At least eight frames are kept.</source>
        <translation>Mehr Speicher erlaubt schnelleres Zurückgehen über längere Strecken. Mindestens acht Bilder bleiben erhalten.</translation>
    </message>
    <message>
        <source>Memory for masks</source>
        <translation>Speicher für Masken</translation>
    </message>
    <message>
        <source>Further masks are stored in a cache folder on disk.</source>
        <translation>Weitere Masken werden in einem Zwischenspeicher auf der Festplatte abgelegt.</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Snapshots go to</source>
        <translation>Schnappschüsse nach</translation>
    </message>
    <message>
        <source>Pictures / Polyp Viewer</source>
        <translation>Bilder / Polyp Viewer</translation>
    </message>
    <message>
        <source>The folder for snapshots of the current frame, as PNG.</source>
        <translation>Der Ordner für Schnappschüsse des aktuellen Bildes, als PNG.</translation>
    </message>
    <message>
        <source>Name snapshots without the file&apos;s name</source>
        <translation>Schnappschüsse ohne den Dateinamen benennen</translation>
    </message>
    <message>
        <source>File names can contain patients&apos; names: snapshots are named snapshot-000123.png instead.</source>
        <translation>Dateinamen können Patientennamen enthalten: Schnappschüsse heißen stattdessen snapshot-000123.png.</translation>
    </message>
    <message>
        <source>Look for text in the picture before exports</source>
        <translation>Vor Exporten nach Text im Bild suchen</translation>
    </message>
    <message>
        <source>Nothing of a recording is exported before you have looked at the rectangles that are proposed for names and dates in its picture. polyp-annotate refuses a recording in which some are not blacked out.</source>
        <translation>Nichts von einer Aufnahme wird exportiert, bevor die vorgeschlagenen Rechtecke für Namen und Daten in ihrem Bild angesehen wurden. polyp-annotate lehnt eine Aufnahme ab, in der welche nicht geschwärzt sind.</translation>
    </message>
    <message>
        <source>Remember recent files</source>
        <translation>Zuletzt geöffnete Dateien merken</translation>
    </message>
    <message>
        <source>File names can contain patients&apos; names: turn off on a shared computer.</source>
        <translation>Dateinamen können Patientennamen enthalten: auf einem gemeinsam benutzten Rechner ausschalten.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>On start</source>
        <translation>Beim Start</translation>
    </message>
    <message>
        <source>Show the welcome page</source>
        <translation>Willkommensseite zeigen</translation>
    </message>
    <message>
        <source>Play the demo</source>
        <translation>Demo abspielen</translation>
    </message>
    <message>
        <source>Open the last file</source>
        <translation>Letzte Datei öffnen</translation>
    </message>
    <message>
        <source>The very first start always plays the demo.</source>
        <translation>Der allererste Start spielt immer die Demo ab.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>Wirkt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>A dark surround keeps the eyes adapted to the picture.</source>
        <translation>Eine dunkle Umgebung hält die Augen an das Bild angepasst.</translation>
    </message>
    <message>
        <location filename="../../../app/services/diagnostics.py"/>
        <source>The computer is out of memory. Close other programs, or lower the memory in Settings, and try again.</source>
        <translation>Der Arbeitsspeicher ist voll. Andere Programme schließen oder den Speicher in den Einstellungen verringern und erneut versuchen.</translation>
    </message>
    <message>
        <location filename="../../../app/services/diagnostics.py"/>
        <source>Something unexpected went wrong in Polyp Viewer ({kind}). The viewer keeps running.</source>
        <translation>In Polyp Viewer ist ein unerwarteter Fehler aufgetreten ({kind}). Das Programm läuft weiter.</translation>
    </message>
    <message>
        <location filename="../../../app/services/model_choice.py"/>
        <source>The recommended model is used instead.</source>
        <translation>Stattdessen wird das empfohlene Modell verwendet.</translation>
    </message>
    <message>
        <location filename="../../../app/services/model_fields.py"/>
        <source>from {number}</source>
        <translation>mindestens {number}</translation>
    </message>
    <message>
        <location filename="../../../app/services/model_fields.py"/>
        <source>above {number}</source>
        <translation>über {number}</translation>
    </message>
    <message>
        <location filename="../../../app/services/model_fields.py"/>
        <source>to {number}</source>
        <translation>höchstens {number}</translation>
    </message>
    <message>
        <location filename="../../../app/services/model_fields.py"/>
        <source>to below {number}</source>
        <translation>unter {number}</translation>
    </message>
    <message>
        <location filename="../../../app/services/model_fields.py"/>
        <source>in steps of {number}</source>
        <translation>in Schritten von {number}</translation>
    </message>
    <message>
        <location filename="../../../app/services/model_fields.py"/>
        <source>{low} {high}</source>
        <comment>two limits</comment>
        <translation>{low}, {high}</translation>
    </message>
    <message>
        <location filename="../../../app/services/model_fields.py"/>
        <source>Must be greater than or equal to {limit}</source>
        <translation>Muss mindestens {limit} sein</translation>
    </message>
    <message>
        <location filename="../../../app/services/model_fields.py"/>
        <source>Must be greater than {limit}</source>
        <translation>Muss größer sein als {limit}</translation>
    </message>
    <message>
        <location filename="../../../app/services/model_fields.py"/>
        <source>Must be less than or equal to {limit}</source>
        <translation>Darf höchstens {limit} sein</translation>
    </message>
    <message>
        <location filename="../../../app/services/model_fields.py"/>
        <source>Must be less than {limit}</source>
        <translation>Muss kleiner sein als {limit}</translation>
    </message>
    <message>
        <location filename="../../../app/services/model_fields.py"/>
        <source>Must be a multiple of {limit}</source>
        <translation>Muss ein Vielfaches von {limit} sein</translation>
    </message>
    <message>
        <location filename="../../../app/services/model_fields.py"/>
        <source>Must be a valid integer</source>
        <translation>Muss eine ganze Zahl sein</translation>
    </message>
    <message>
        <location filename="../../../app/services/model_fields.py"/>
        <source>Must be a valid number</source>
        <translation>Muss eine Zahl sein</translation>
    </message>
    <message>
        <location filename="../../../app/services/model_fields.py"/>
        <source>Must be a finite number</source>
        <translation>Muss eine endliche Zahl sein</translation>
    </message>
    <message>
        <location filename="../../../app/services/overlay_style.py"/>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <location filename="../../../app/services/overlay_style.py"/>
        <source>Sky blue</source>
        <translation>Himmelblau</translation>
    </message>
    <message>
        <location filename="../../../app/services/overlay_style.py"/>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <location filename="../../../app/services/preflight.py"/>
        <source>There is no screen to open the window on: neither DISPLAY nor WAYLAND_DISPLAY is set. Start the viewer from a desktop, through &apos;ssh -X&apos;, or under xvfb-run.</source>
        <translation>Es gibt keinen Bildschirm für das Fenster: Weder DISPLAY noch WAYLAND_DISPLAY ist gesetzt. Das Programm vom Desktop, über „ssh -X“ oder mit xvfb-run starten.</translation>
    </message>
    <message>
        <location filename="../../../app/services/preflight.py"/>
        <source>PySide6 is not installed. Install the viewer again: &apos;uv sync&apos;.</source>
        <translation>PySide6 ist nicht installiert. Das Programm neu installieren: „uv sync“.</translation>
    </message>
    <message>
        <location filename="../../../app/services/preflight.py"/>
        <source>QT_QPA_PLATFORM asks for the platform {platform}, and the installed Qt has no {name}. Unset it, or choose one of {available}.</source>
        <translation>QT_QPA_PLATFORM verlangt die Plattform {platform}, und das installierte Qt hat kein {name}. Die Variable löschen oder eine von {available} wählen.</translation>
    </message>
    <message>
        <location filename="../../../app/services/preflight.py"/>
        <source>Qt cannot open a window: {reason}.</source>
        <translation>Qt kann kein Fenster öffnen: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../app/services/preflight.py"/>
        <source>Qt cannot open a window because the system lacks {missing}. On Debian or Ubuntu, install the packages: sudo apt install {packages}</source>
        <translation>Qt kann kein Fenster öffnen, weil dem System {missing} fehlt. Unter Debian oder Ubuntu die Pakete installieren: sudo apt install {packages}</translation>
    </message>
    <message>
        <location filename="../../../app/services/preflight.py"/>
        <source>The screen that DISPLAY names ({display}) does not answer. Start the viewer from a desktop, through &apos;ssh -X&apos;, or under xvfb-run.</source>
        <translation>Der Bildschirm, den DISPLAY nennt ({display}), antwortet nicht. Das Programm vom Desktop, über „ssh -X“ oder mit xvfb-run starten.</translation>
    </message>
    <message>
        <location filename="../../../app/services/queue_service.py"/>
        <source>There are no recordings in {name}.</source>
        <translation>In {name} sind keine Aufnahmen.</translation>
    </message>
    <message>
        <location filename="../../../app/services/queue_service.py"/>
        <source>{name} is in the list already.</source>
        <translation>{name} ist schon in der Liste.</translation>
    </message>
    <message>
        <location filename="../../../app/services/queue_service.py"/>
        <source>{former}, which was missing, is found again: it is {name} now.</source>
        <translation>{former} fehlte und ist wiedergefunden: Die Aufnahme ist jetzt {name}.</translation>
    </message>
    <message>
        <location filename="../../../app/services/queue_service.py"/>
        <source>{name} has the same content as {other}, which is in the list already.</source>
        <translation>{name} hat denselben Inhalt wie {other}, das schon in der Liste ist.</translation>
    </message>
    <message>
        <location filename="../../../app/services/queue_service.py"/>
        <source>{name} (as {other})</source>
        <translation>{name} (als {other})</translation>
    </message>
    <message>
        <location filename="../../../app/services/queue_service.py"/>
        <source>{names} and {n} more</source>
        <translation>{names} und {n} weitere</translation>
    </message>
    <message>
        <location filename="../../../app/services/queue_service.py"/>
        <source>{n} of {count} recordings were in the list already: {names}.</source>
        <translation>{n} von {count} Aufnahmen waren schon in der Liste: {names}.</translation>
    </message>
    <message>
        <location filename="../../../app/services/queue_service.py"/>
        <source>{name} in {folder}</source>
        <translation>{name} in {folder}</translation>
    </message>
    <message>
        <location filename="../../../app/services/settings.py"/>
        <source>The settings could not be saved. {error}</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden. {error}</translation>
    </message>
    <message>
        <location filename="../../../app/services/settings.py"/>
        <source>the file is not a list of names and values</source>
        <translation>die Datei ist keine Liste von Namen und Werten</translation>
    </message>
    <message>
        <location filename="../../../app/services/settings_problem.py"/>
        <source>The settings could not be read ({reason}): all have their defaults.</source>
        <translation>Die Einstellungen konnten nicht gelesen werden ({reason}): Für alle gelten die Standardwerte.</translation>
    </message>
    <message>
        <location filename="../../../app/services/settings_problem.py"/>
        <source>Some settings could not be read and have their defaults: {names}.</source>
        <translation>Für einige Einstellungen, die nicht gelesen werden konnten, gelten die Standardwerte: {names}.</translation>
    </message>
    <message>
        <location filename="../../../app/services/settings_problem.py"/>
        <source>The previous file is kept as {path}.</source>
        <translation>Die bisherige Datei bleibt erhalten als {path}.</translation>
    </message>
    <message>
        <location filename="../../../app/services/source_history.py"/>
        <source>A different recording was opened from this path before. Its redactions and crop are applied: check under Export &gt; Privacy whether they fit.</source>
        <translation>Unter diesem Pfad wurde zuvor eine andere Aufnahme geöffnet. Ihre Schwärzungen und ihr Zuschnitt werden angewandt: unter Export &gt; Datenschutz prüfen, ob sie passen.</translation>
    </message>
    <message>
        <location filename="../../../app/services/source_history.py"/>
        <source>The pictures have changed since their redactions and crop were set ({then} then, {now} now). These are still applied: check under Export &gt; Privacy whether they fit.</source>
        <translation>Die Bilder haben sich geändert, seit Schwärzungen und Zuschnitt festgelegt wurden (damals {then}, jetzt {now}). Diese werden weiter angewandt: unter Export &gt; Datenschutz prüfen, ob sie passen.</translation>
    </message>
    <message>
        <location filename="../../../app/services/source_history.py"/>
        <source>The settings of this recording cannot be read: its redactions and its crop, if it had any, are lost. Set them again under Export &gt; Privacy before you export anything.</source>
        <translation>Die Einstellungen dieser Aufnahme sind nicht lesbar: Etwaige Schwärzungen und der Zuschnitt sind verloren. Vor jedem Export unter Export &gt; Datenschutz neu festlegen.</translation>
    </message>
    <message>
        <location filename="../../../app/services/source_history.py"/>
        <source>The damaged file is kept as {path}.</source>
        <translation>Die beschädigte Datei bleibt erhalten als {path}.</translation>
    </message>
    <message>
        <location filename="../../../app/services/speed_measurement.py"/>
        <source>the computer was busy</source>
        <translation>der Rechner war beschäftigt</translation>
    </message>
    <message>
        <location filename="../../../app/services/speed_measurement.py"/>
        <source>could not be measured</source>
        <translation>nicht messbar</translation>
    </message>
</context>
</TS>
