<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.actions</name>
    <message>
        <source>Playback</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>One frame forward</source>
        <translation>Ein Bild vor</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>Ein Bild zurück</translation>
    </message>
    <message>
        <source>Forward 1 s</source>
        <translation>1 s vor</translation>
    </message>
    <message>
        <source>One second forward</source>
        <translation>Eine Sekunde vor</translation>
    </message>
    <message>
        <source>Back 1 s</source>
        <translation>1 s zurück</translation>
    </message>
    <message>
        <source>One second back</source>
        <translation>Eine Sekunde zurück</translation>
    </message>
    <message>
        <source>Forward 10 s</source>
        <translation>10 s vor</translation>
    </message>
    <message>
        <source>Ten seconds forward</source>
        <translation>Zehn Sekunden vor</translation>
    </message>
    <message>
        <source>Back 10 s</source>
        <translation>10 s zurück</translation>
    </message>
    <message>
        <source>Ten seconds back</source>
        <translation>Zehn Sekunden zurück</translation>
    </message>
    <message>
        <source>Play backwards</source>
        <translation>Rückwärts abspielen</translation>
    </message>
    <message>
        <source>Play backwards; again: twice as fast</source>
        <translation>Rückwärts abspielen; noch einmal: doppelt so schnell</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Pause, at the speed before J or L</source>
        <translation>Anhalten, mit der Geschwindigkeit vor J oder L</translation>
    </message>
    <message>
        <source>Play forwards</source>
        <translation>Vorwärts abspielen</translation>
    </message>
    <message>
        <source>Play; again: twice as fast</source>
        <translation>Abspielen; noch einmal: doppelt so schnell</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>Zum Anfang</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Erstes Bild</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Letztes Bild</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>Gehe zu…</translation>
    </message>
    <message>
        <source>Go to a frame or a time</source>
        <translation>Zu einem Bild oder einer Zeit gehen</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Schneller</translation>
    </message>
    <message>
        <source>Raise the speed</source>
        <translation>Geschwindigkeit erhöhen</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>Lower the speed</source>
        <translation>Geschwindigkeit verringern</translation>
    </message>
    <message>
        <source>Normal speed</source>
        <translation>Normale Geschwindigkeit</translation>
    </message>
    <message>
        <source>Back to normal speed</source>
        <translation>Zurück zur normalen Geschwindigkeit</translation>
    </message>
    <message>
        <source>Real time</source>
        <translation>Echtzeit</translation>
    </message>
    <message>
        <source>Keep the pace of the recording and skip frames that are not ready</source>
        <translation>Tempo der Aufnahme halten und Bilder auslassen, die nicht bereit sind</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Range from here</source>
        <translation>Bereich ab hier</translation>
    </message>
    <message>
        <source>Start the range, which is repeated and analysed first, at this frame</source>
        <translation>Den Bereich, der wiederholt und zuerst analysiert wird, bei diesem Bild beginnen</translation>
    </message>
    <message>
        <source>Range to here</source>
        <translation>Bereich bis hier</translation>
    </message>
    <message>
        <source>End the range at this frame</source>
        <translation>Den Bereich bei diesem Bild beenden</translation>
    </message>
    <message>
        <source>Clear the range</source>
        <translation>Bereich aufheben</translation>
    </message>
    <message>
        <source>Remove the range</source>
        <translation>Den Bereich entfernen</translation>
    </message>
    <message>
        <source>Repeat the recording</source>
        <translation>Aufnahme wiederholen</translation>
    </message>
    <message>
        <source>Start again at the end of the recording</source>
        <translation>Am Ende der Aufnahme wieder von vorn beginnen</translation>
    </message>
    <message>
        <source>Zoom into the time line</source>
        <translation>Zeitleiste vergrößern</translation>
    </message>
    <message>
        <source>Show a shorter part of the time line</source>
        <translation>Einen kürzeren Abschnitt der Zeitleiste zeigen</translation>
    </message>
    <message>
        <source>Zoom out of the time line</source>
        <translation>Zeitleiste verkleinern</translation>
    </message>
    <message>
        <source>Show a longer part of the time line</source>
        <translation>Einen längeren Abschnitt der Zeitleiste zeigen</translation>
    </message>
    <message>
        <source>Whole time line</source>
        <translation>Ganze Zeitleiste</translation>
    </message>
    <message>
        <source>Show the whole recording on the time line</source>
        <translation>Die ganze Aufnahme auf der Zeitleiste zeigen</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>Nächster Befund</translation>
    </message>
    <message>
        <source>Start or best frame of the next finding</source>
        <translation>Anfang oder bestes Bild des nächsten Befunds</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>Voriger Befund</translation>
    </message>
    <message>
        <source>Start or best frame of the previous finding</source>
        <translation>Anfang oder bestes Bild des vorigen Befunds</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Confirm the finding</source>
        <translation>Den Befund bestätigen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Reject the finding</source>
        <translation>Den Befund verwerfen</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Call the finding unsure</source>
        <translation>Den Befund als unsicher einstufen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take the decision back, or remove what was added by hand</source>
        <translation>Die Entscheidung zurücknehmen oder von Hand Hinzugefügtes entfernen</translation>
    </message>
    <message>
        <source>Next undecided</source>
        <translation>Nächster unentschiedener</translation>
    </message>
    <message>
        <source>Next undecided finding</source>
        <translation>Nächster unentschiedener Befund</translation>
    </message>
    <message>
        <source>Repeat the finding</source>
        <translation>Befund wiederholen</translation>
    </message>
    <message>
        <source>Play the finding again and again</source>
        <translation>Den Befund immer wieder abspielen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Write a note on the finding</source>
        <translation>Eine Notiz zum Befund schreiben</translation>
    </message>
    <message>
        <source>Lesion card</source>
        <translation>Läsionsbogen</translation>
    </message>
    <message>
        <source>Fill in the lesion card of the finding</source>
        <translation>Den Läsionsbogen des Befunds ausfüllen</translation>
    </message>
    <message>
        <source>Site from DICOM</source>
        <translation>Lokalisation aus DICOM</translation>
    </message>
    <message>
        <source>Fill the empty site of the lesion card from the DICOM file&apos;s tags</source>
        <translation>Die leere Lokalisation des Läsionsbogens aus der DICOM-Datei ausfüllen</translation>
    </message>
    <message>
        <source>Add a finding</source>
        <translation>Befund hinzufügen</translation>
    </message>
    <message>
        <source>Add the range as a finding that the model missed</source>
        <translation>Den Bereich als Befund hinzufügen, den das Modell übersehen hat</translation>
    </message>
    <message>
        <source>Trim to the range</source>
        <translation>Auf den Bereich kürzen</translation>
    </message>
    <message>
        <source>Give the finding the range&apos;s ends</source>
        <translation>Anfang und Ende des Bereichs für den Befund übernehmen</translation>
    </message>
    <message>
        <source>Split here</source>
        <translation>Hier teilen</translation>
    </message>
    <message>
        <source>Split the finding at this frame</source>
        <translation>Den Befund bei diesem Bild teilen</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Merge the selected findings</source>
        <translation>Die ausgewählten Befunde zusammenführen</translation>
    </message>
    <message>
        <source>Best frame here</source>
        <translation>Bestes Bild hier</translation>
    </message>
    <message>
        <source>Make this frame the finding&apos;s best one</source>
        <translation>Dieses Bild zum besten des Befunds machen</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>Remember this frame</source>
        <translation>Dieses Bild merken</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo the last change of the review</source>
        <translation>Die letzte Änderung der Durchsicht rückgängig machen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo what was undone</source>
        <translation>Rückgängig Gemachtes wiederholen</translation>
    </message>
    <message>
        <source>Hide the model</source>
        <translation>Modell ausblenden</translation>
    </message>
    <message>
        <source>Hide the model until you show what it found</source>
        <translation>Das Modell ausblenden, bis seine Befunde eingeblendet werden</translation>
    </message>
    <message>
        <source>Complete the review</source>
        <translation>Durchsicht abschließen</translation>
    </message>
    <message>
        <source>State that the review is complete</source>
        <translation>Festhalten, dass die Durchsicht abgeschlossen ist</translation>
    </message>
    <message>
        <source>Examination</source>
        <translation>Untersuchung</translation>
    </message>
    <message>
        <source>Caecum reached</source>
        <translation>Zökum erreicht</translation>
    </message>
    <message>
        <source>The caecum is reached at this frame</source>
        <translation>Das Zökum ist bei diesem Bild erreicht</translation>
    </message>
    <message>
        <source>Withdrawal begins</source>
        <translation>Rückzug beginnt</translation>
    </message>
    <message>
        <source>The withdrawal begins at this frame</source>
        <translation>Der Rückzug beginnt bei diesem Bild</translation>
    </message>
    <message>
        <source>Withdrawal ends</source>
        <translation>Rückzug endet</translation>
    </message>
    <message>
        <source>The withdrawal ends at this frame</source>
        <translation>Der Rückzug endet bei diesem Bild</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>Instrument</translation>
    </message>
    <message>
        <source>An instrument is used: the range, or from here to the next press</source>
        <translation>Ein Instrument wird benutzt: der Bereich, oder von hier bis zum nächsten Druck</translation>
    </message>
    <message>
        <source>Washing</source>
        <translation>Spülung</translation>
    </message>
    <message>
        <source>The mucosa is washed: the range, or from here to the next press</source>
        <translation>Die Schleimhaut wird gespült: der Bereich, oder von hier bis zum nächsten Druck</translation>
    </message>
    <message>
        <source>Outside the body</source>
        <translation>Extrakorporal</translation>
    </message>
    <message>
        <source>The picture shows no bowel: the range, or from here to the next press</source>
        <translation>Das Bild zeigt keinen Darm: der Bereich, oder von hier bis zum nächsten Druck</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>Correct the mask</source>
        <translation>Maske korrigieren</translation>
    </message>
    <message>
        <source>Correct the mask of this frame, or stop</source>
        <translation>Die Maske dieses Bildes korrigieren, oder damit aufhören</translation>
    </message>
    <message>
        <source>Polyp visible</source>
        <translation>Polyp sichtbar</translation>
    </message>
    <message>
        <source>Hold while the recording plays and a polyp is visible, with the pointer on it</source>
        <translation>Während der Wiedergabe gedrückt halten, solange ein Polyp sichtbar ist, mit dem Mauszeiger auf ihm</translation>
    </message>
    <message>
        <source>Polyp-free</source>
        <translation>Polypenfrei</translation>
    </message>
    <message>
        <source>Mark this frame as polyp-free</source>
        <translation>Dieses Bild als polypenfrei kennzeichnen</translation>
    </message>
    <message>
        <source>Propagate</source>
        <translation>Übertragen</translation>
    </message>
    <message>
        <source>Propagate the corrected mask both ways: in the range, to the next corrected frame, or until it drifts</source>
        <translation>Die korrigierte Maske in beide Richtungen übertragen: im Bereich, bis zum nächsten korrigierten Bild oder bis sie abdriftet</translation>
    </message>
    <message>
        <source>Propagate forward</source>
        <translation>Vorwärts übertragen</translation>
    </message>
    <message>
        <source>Propagate the corrected mask to later frames</source>
        <translation>Die korrigierte Maske auf spätere Bilder übertragen</translation>
    </message>
    <message>
        <source>Propagate back</source>
        <translation>Rückwärts übertragen</translation>
    </message>
    <message>
        <source>Propagate the corrected mask to earlier frames</source>
        <translation>Die korrigierte Maske auf frühere Bilder übertragen</translation>
    </message>
    <message>
        <source>While a mask is corrected</source>
        <translation>Beim Korrigieren einer Maske</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Draw a box around the polyp: the model&apos;s map becomes its mask</source>
        <translation>Einen Rahmen um den Polypen ziehen: Die Karte des Modells wird zu seiner Maske</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Draw an ellipse around the polyp: the model&apos;s map becomes its mask</source>
        <translation>Eine Ellipse um den Polypen ziehen: Die Karte des Modells wird zu seiner Maske</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Add to the mask</source>
        <translation>Zur Maske hinzufügen</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <source>Remove from the mask</source>
        <translation>Von der Maske entfernen</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>Add a polygon: click its corners, drag them; Enter closes it</source>
        <translation>Ein Polygon hinzufügen: Ecken anklicken, verschieben; die Eingabetaste schließt es</translation>
    </message>
    <message>
        <source>Keep a region</source>
        <translation>Region behalten</translation>
    </message>
    <message>
        <source>Click on the region to keep; the others go</source>
        <translation>Die Region anklicken, die bleiben soll; die anderen verschwinden</translation>
    </message>
    <message>
        <source>Delete a region</source>
        <translation>Region löschen</translation>
    </message>
    <message>
        <source>Click on the region to remove</source>
        <translation>Die Region anklicken, die entfernt werden soll</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>Größerer Pinsel</translation>
    </message>
    <message>
        <source>Make the brush larger</source>
        <translation>Den Pinsel vergrößern</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>Kleinerer Pinsel</translation>
    </message>
    <message>
        <source>Make the brush smaller</source>
        <translation>Den Pinsel verkleinern</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>Löcher füllen</translation>
    </message>
    <message>
        <source>Fill the holes of the mask</source>
        <translation>Die Löcher der Maske füllen</translation>
    </message>
    <message>
        <source>Snap to the map</source>
        <translation>An die Karte anpassen</translation>
    </message>
    <message>
        <source>Follow the level of the map that fits the mask best</source>
        <translation>Der Stufe der Karte folgen, die am besten zur Maske passt</translation>
    </message>
    <message>
        <source>Original mask</source>
        <translation>Ursprüngliche Maske</translation>
    </message>
    <message>
        <source>Return to the mask of the model, or of the dataset</source>
        <translation>Zur Maske des Modells oder des Datensatzes zurückkehren</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Überlagerung</translation>
    </message>
    <message>
        <source>Show or hide the overlay</source>
        <translation>Die Überlagerung ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Hide while held</source>
        <translation>Ausblenden, solange gedrückt</translation>
    </message>
    <message>
        <source>Hold to hide the overlay</source>
        <translation>Gedrückt halten, um die Überlagerung auszublenden</translation>
    </message>
    <message>
        <source>Raw mask</source>
        <translation>Rohe Maske</translation>
    </message>
    <message>
        <source>Hold to see the mask of a frame that is suppressed because its presence is low</source>
        <translation>Gedrückt halten, um die Maske eines Bildes zu sehen, die wegen geringer Präsenz unterdrückt ist</translation>
    </message>
    <message>
        <source>Compare findings…</source>
        <translation>Befunde vergleichen…</translation>
    </message>
    <message>
        <source>Compare with a second model, which is outlined in violet, another policy, or your decisions</source>
        <translation>Mit einem zweiten Modell (violett umrandet), einer anderen Alarmregel oder den eigenen Entscheidungen vergleichen</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>Nächster Unterschied</translation>
    </message>
    <message>
        <source>Next place where only one side has a finding</source>
        <translation>Nächste Stelle, an der nur eine Seite einen Befund hat</translation>
    </message>
    <message>
        <source>Previous difference</source>
        <translation>Voriger Unterschied</translation>
    </message>
    <message>
        <source>Previous place where only one side has a finding</source>
        <translation>Vorige Stelle, an der nur eine Seite einen Befund hat</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllung</translation>
    </message>
    <message>
        <source>Fill the polyp</source>
        <translation>Den Polypen füllen</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>Outline the polyp</source>
        <translation>Den Polypen umranden</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>Show the probability as a heat map</source>
        <translation>Die Wahrscheinlichkeit als Heatmap zeigen</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>Farbe…</translation>
    </message>
    <message>
        <source>Choose the overlay&apos;s colour</source>
        <translation>Die Farbe der Überlagerung wählen</translation>
    </message>
    <message>
        <source>More opacity</source>
        <translation>Mehr Deckkraft</translation>
    </message>
    <message>
        <source>Raise the opacity</source>
        <translation>Die Deckkraft erhöhen</translation>
    </message>
    <message>
        <source>Less opacity</source>
        <translation>Weniger Deckkraft</translation>
    </message>
    <message>
        <source>Lower the opacity</source>
        <translation>Die Deckkraft verringern</translation>
    </message>
    <message>
        <source>Higher threshold</source>
        <translation>Höherer Schwellenwert</translation>
    </message>
    <message>
        <source>Raise the threshold</source>
        <translation>Den Schwellenwert erhöhen</translation>
    </message>
    <message>
        <source>Lower threshold</source>
        <translation>Niedrigerer Schwellenwert</translation>
    </message>
    <message>
        <source>Lower the threshold</source>
        <translation>Den Schwellenwert senken</translation>
    </message>
    <message>
        <source>Larger regions only</source>
        <translation>Nur größere Regionen</translation>
    </message>
    <message>
        <source>Raise the smallest region</source>
        <translation>Die kleinste Region vergrößern</translation>
    </message>
    <message>
        <source>Smaller regions too</source>
        <translation>Auch kleinere Regionen</translation>
    </message>
    <message>
        <source>Lower the smallest region</source>
        <translation>Die kleinste Region verkleinern</translation>
    </message>
    <message>
        <source>Model&apos;s values</source>
        <translation>Werte des Modells</translation>
    </message>
    <message>
        <source>Threshold and smallest region of the model card</source>
        <translation>Schwellenwert und kleinste Region der Modellkarte</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Fit the picture to the window; a double-click switches to actual size and back</source>
        <translation>Das Bild ins Fenster einpassen; ein Doppelklick wechselt zur Originalgröße und zurück</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Originalgröße</translation>
    </message>
    <message>
        <source>Show the picture at 100 %, pixel for pixel</source>
        <translation>Das Bild mit 100 % zeigen, Pixel für Pixel</translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation>Seitenleiste</translation>
    </message>
    <message>
        <source>Show or hide the panel next to the picture</source>
        <translation>Die Leiste neben dem Bild ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Full screen on or off</source>
        <translation>Vollbild ein oder aus</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Vollbild verlassen</translation>
    </message>
    <message>
        <source>Leave full screen; otherwise dismiss the newest message</source>
        <translation>Vollbild verlassen, sonst die neueste Meldung ausblenden</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Open video or image…</source>
        <translation>Video oder Bild öffnen…</translation>
    </message>
    <message>
        <source>Open a video or an image</source>
        <translation>Ein Video oder ein Bild öffnen</translation>
    </message>
    <message>
        <source>Open folder of frames…</source>
        <translation>Ordner mit Bildern öffnen…</translation>
    </message>
    <message>
        <source>Open all images of a folder</source>
        <translation>Alle Bilder eines Ordners öffnen</translation>
    </message>
    <message>
        <source>Open the demo clip</source>
        <translation>Demo-Clip öffnen</translation>
    </message>
    <message>
        <source>Open the clip that ships with the program</source>
        <translation>Den mitgelieferten Clip öffnen</translation>
    </message>
    <message>
        <source>Clear recent files</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Clear the list of recent files: file names can contain patients&apos; names</source>
        <translation>Die Liste der zuletzt geöffneten Dateien leeren: Dateinamen können Patientennamen enthalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the recording or the pictures</source>
        <translation>Die Aufnahme oder die Bilder schließen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Export video, frames, masks or tables</source>
        <translation>Video, Bilder, Masken oder Tabellen exportieren</translation>
    </message>
    <message>
        <source>Add to a dataset…</source>
        <translation>Zu einem Datensatz hinzufügen…</translation>
    </message>
    <message>
        <source>Add corrected frames of recordings, or corrected pictures, to a dataset</source>
        <translation>Korrigierte Bilder von Aufnahmen, oder korrigierte Einzelbilder, zu einem Datensatz hinzufügen</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>Schnappschuss</translation>
    </message>
    <message>
        <source>Save this frame with the overlay as an image</source>
        <translation>Dieses Bild mit der Überlagerung speichern</translation>
    </message>
    <message>
        <source>Snapshot without overlay</source>
        <translation>Schnappschuss ohne Überlagerung</translation>
    </message>
    <message>
        <source>Save this frame without the overlay as an image</source>
        <translation>Dieses Bild ohne die Überlagerung speichern</translation>
    </message>
    <message>
        <source>Copy frame</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Copy this frame with the overlay</source>
        <translation>Dieses Bild mit der Überlagerung kopieren</translation>
    </message>
    <message>
        <source>Copy frame without overlay</source>
        <translation>Bild ohne Überlagerung kopieren</translation>
    </message>
    <message>
        <source>Copy this frame without the overlay</source>
        <translation>Dieses Bild ohne die Überlagerung kopieren</translation>
    </message>
    <message>
        <source>Privacy…</source>
        <translation>Datenschutz…</translation>
    </message>
    <message>
        <source>Hide parts of the picture, or crop it, in everything that is exported</source>
        <translation>Teile des Bildes in allem, was exportiert wird, schwärzen oder das Bild zuschneiden</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>Das Programm schließen</translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation>Durchsichten</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>Write the report on the review as PDF or HTML</source>
        <translation>Den Bericht über die Durchsicht als PDF oder HTML schreiben</translation>
    </message>
    <message>
        <source>Compare readers…</source>
        <translation>Befunder vergleichen…</translation>
    </message>
    <message>
        <source>Show where two readers of this recording disagree</source>
        <translation>Zeigen, wo zwei Befunder dieser Aufnahme voneinander abweichen</translation>
    </message>
    <message>
        <source>Open a review…</source>
        <translation>Durchsicht öffnen…</translation>
    </message>
    <message>
        <source>Open a copy of a review, with its recording</source>
        <translation>Die Kopie einer Durchsicht mit ihrer Aufnahme öffnen</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Kopie speichern…</translation>
    </message>
    <message>
        <source>Save a copy of the review with its history</source>
        <translation>Eine Kopie der Durchsicht mit ihrem Verlauf speichern</translation>
    </message>
    <message>
        <source>Export as JSON…</source>
        <translation>Als JSON exportieren…</translation>
    </message>
    <message>
        <source>Write the decisions of all readers as JSON</source>
        <translation>Die Entscheidungen aller Befunder als JSON schreiben</translation>
    </message>
    <message>
        <source>Import JSON…</source>
        <translation>JSON importieren…</translation>
    </message>
    <message>
        <source>Add the decisions in a JSON file to this review</source>
        <translation>Die Entscheidungen einer JSON-Datei zu dieser Durchsicht hinzufügen</translation>
    </message>
    <message>
        <source>Frames to label next…</source>
        <translation>Als Nächstes annotieren…</translation>
    </message>
    <message>
        <source>List the frames from whose masks the model would learn most</source>
        <translation>Die Bilder auflisten, aus deren Masken das Modell am meisten lernen würde</translation>
    </message>
    <message>
        <source>Train on my corrections…</source>
        <translation>Mit eigenen Korrekturen trainieren…</translation>
    </message>
    <message>
        <source>Let a copy of the model learn from corrected frames</source>
        <translation>Eine Kopie des Modells aus korrigierten Bildern lernen lassen</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Watch recordings</source>
        <translation>Aufnahmen ansehen</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Analyse recordings one after the other</source>
        <translation>Aufnahmen nacheinander analysieren</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Browse training data</source>
        <translation>Trainingsdaten durchsehen</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Train the network</source>
        <translation>Das Netz trainieren</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Alarmregel</translation>
    </message>
    <message>
        <source>Judge an alarm policy on known recordings</source>
        <translation>Eine Alarmregel an bekannten Aufnahmen beurteilen</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Watch a capture card or a stream</source>
        <translation>Das Bild einer Capture-Karte oder eines Streams ansehen</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>Modell wählen…</translation>
    </message>
    <message>
        <source>Compare models and choose one</source>
        <translation>Modelle vergleichen und eines wählen</translation>
    </message>
    <message>
        <source>About this model…</source>
        <translation>Über dieses Modell…</translation>
    </message>
    <message>
        <source>Read the model&apos;s card: data, scores, licence</source>
        <translation>Die Modellkarte lesen: Daten, Kennwerte, Lizenz</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Change the settings</source>
        <translation>Die Einstellungen ändern</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Open the manual at the part that has the focus</source>
        <translation>Das Handbuch an der passenden Stelle öffnen</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>Explain the window in five steps</source>
        <translation>Das Fenster in fünf Schritten erklären</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>Was ist neu</translation>
    </message>
    <message>
        <source>Read what changed in this version</source>
        <translation>Lesen, was sich in dieser Version geändert hat</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Show every key</source>
        <translation>Alle Tasten zeigen</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>Protokoll zeigen</translation>
    </message>
    <message>
        <source>Open the folder of the log file</source>
        <translation>Den Ordner der Protokolldatei öffnen</translation>
    </message>
    <message>
        <source>About Polyp Viewer</source>
        <translation>Über Polyp Viewer</translation>
    </message>
    <message>
        <source>Version, licence and credits</source>
        <translation>Version, Lizenz und Danksagung</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu einlesen</translation>
    </message>
    <message>
        <source>Read the folders again, for example after files have changed</source>
        <translation>Die Ordner neu einlesen, etwa nachdem sich Dateien geändert haben</translation>
    </message>
    <message>
        <source>Correct the ground truth</source>
        <translation>Referenz korrigieren</translation>
    </message>
    <message>
        <source>Correct the ground truth of the open pair, or stop</source>
        <translation>Die Referenz des geöffneten Paares korrigieren, oder beenden</translation>
    </message>
    <message>
        <source>No polyp</source>
        <translation>Kein Polyp</translation>
    </message>
    <message>
        <source>Note that the open pair shows no polyp</source>
        <translation>Vermerken, dass das geöffnete Paar keinen Polypen zeigt</translation>
    </message>
    <message>
        <source>Undo the last stroke on the open pair</source>
        <translation>Den letzten Strich im geöffneten Paar rückgängig machen</translation>
    </message>
    <message>
        <source>Add recordings…</source>
        <translation>Aufnahmen hinzufügen…</translation>
    </message>
    <message>
        <source>Add videos, which are analysed one after the other</source>
        <translation>Videos hinzufügen, die nacheinander analysiert werden</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Add all videos in a folder and the folders in it, or a folder of images</source>
        <translation>Alle Videos eines Ordners und seiner Unterordner hinzufügen, oder einen Ordner mit Bildern</translation>
    </message>
    <message>
        <source>Archive…</source>
        <translation>Archiv…</translation>
    </message>
    <message>
        <source>Follow an archive that other machines annotate, and open what is done</source>
        <translation>Ein Archiv verfolgen, das andere Rechner annotieren, und Fertiges öffnen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Pause or resume the analysis of the list</source>
        <translation>Die Analyse der Liste anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Open in Review</source>
        <translation>In der Durchsicht öffnen</translation>
    </message>
    <message>
        <source>Watch the recording with its findings</source>
        <translation>Die Aufnahme mit ihren Befunden ansehen</translation>
    </message>
    <message>
        <source>Analyse again</source>
        <translation>Neu analysieren</translation>
    </message>
    <message>
        <source>Try again, or analyse with the model in use</source>
        <translation>Erneut versuchen, oder mit dem aktuellen Modell analysieren</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Choose where the missing recording is now</source>
        <translation>Angeben, wo die fehlende Aufnahme jetzt liegt</translation>
    </message>
    <message>
        <source>Examination…</source>
        <translation>Untersuchung…</translation>
    </message>
    <message>
        <source>Name the examination that the selected recordings are parts of</source>
        <translation>Die Untersuchung benennen, zu der die ausgewählten Aufnahmen gehören</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Analyse earlier</source>
        <translation>Früher analysieren</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Analyse later</source>
        <translation>Später analysieren</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Remove from the list; the file stays</source>
        <translation>Aus der Liste entfernen; die Datei bleibt</translation>
    </message>
    <message>
        <source>Undo the removal</source>
        <translation>Entfernen rückgängig machen</translation>
    </message>
    <message>
        <source>Put the removed recordings back</source>
        <translation>Die entfernten Aufnahmen wieder aufnehmen</translation>
    </message>
    <message>
        <location filename="../../../app/actions/action_table.py"/>
        <source> or </source>
        <comment>between keys</comment>
        <translation> oder </translation>
    </message>
</context>
</TS>
