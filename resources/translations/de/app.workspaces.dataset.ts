<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.dataset</name>
    <message>
        <location filename="../../../app/workspaces/dataset/charts_page.py"/>
        <source>Click a bar to choose its pairs.</source>
        <translation>Auf einen Balken klicken, um seine Paare auszuwählen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/charts_page.py"/>
        <source>Hold Shift and draw a rectangle to choose the pairs in it.</source>
        <translation>Mit gedrückter Umschalttaste ein Rechteck ziehen, um die Paare darin auszuwählen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/charts_page.py"/>
        <location filename="../../../app/workspaces/dataset/dataset_workspace.py"/>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/chosen_bar.py"/>
        <source>Search by name</source>
        <translation>Name suchen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/chosen_bar.py"/>
        <source>Clear filters</source>
        <translation>Filter entfernen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/chosen_bar.py"/>
        <source>Remove all conditions</source>
        <translation>Alle Bedingungen entfernen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/chosen_bar.py"/>
        <source>Open in Review</source>
        <translation>In der Durchsicht öffnen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/chosen_bar.py"/>
        <source>Play the selected pairs, or all chosen ones, in Review, with the ground truth next to the prediction</source>
        <translation>Die markierten oder alle gefilterten Paare unter Durchsicht abspielen, mit der Referenz neben der Vorhersage</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/chosen_bar.py"/>
        <source>{chosen} of {n} pairs</source>
        <extracomment>Singular: {chosen} of {n} pair</extracomment>
        <translation>
            <numerusform>{chosen} von {n} Paar</numerusform>
            <numerusform>{chosen} von {n} Paaren</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/chosen_bar.py"/>
        <source>Open {count} in Review</source>
        <translation>{count} unter Durchsicht öffnen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/chosen_bar.py"/>
        <source>{text}. Click to remove this condition.</source>
        <translation>{text}. Klicken, um diese Bedingung zu entfernen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/correction_export.py"/>
        <source>Looking for corrected pairs</source>
        <translation>Korrigierte Paare werden gesucht</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/correction_export.py"/>
        <source>You have corrected none of these pairs. Open a pair and press W to correct it.</source>
        <translation>Keines dieser Paare ist korrigiert. Ein Paar öffnen und W drücken, um es zu korrigieren.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/correction_export.py"/>
        <source>{n} datasets</source>
        <extracomment>Singular: {n} dataset</extracomment>
        <translation>
            <numerusform>{n} Datensatz</numerusform>
            <numerusform>{n} Datensätze</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_session.py"/>
        <source>Reading pairs</source>
        <translation>Paare werden gelesen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_session.py"/>
        <source>Looking for near copies</source>
        <translation>Beinahe-Kopien werden gesucht</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_workspace.py"/>
        <source>No dataset yet</source>
        <translation>Noch kein Datensatz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_workspace.py"/>
        <source>Add a folder with images and their ground truth: a dataset as downloaded, folders such as “images” and “masks”, or a label file. What is not read is named. Nothing in it is changed.</source>
        <translation>Einen Ordner mit Bildern und ihrer Referenz hinzufügen: einen Datensatz wie heruntergeladen, Ordner wie „images“ und „masks“ oder eine Label-Datei. Was nicht gelesen wird, wird genannt. Nichts darin wird verändert.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_workspace.py"/>
        <location filename="../../../app/workspaces/dataset/filter_panel.py"/>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_workspace.py"/>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_workspace.py"/>
        <source>Hypotheses</source>
        <translation>Hypothesen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_workspace.py"/>
        <location filename="../../../app/workspaces/dataset/score_table.py"/>
        <source>Scores</source>
        <translation>Kennwerte</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_workspace.py"/>
        <source>Near copies</source>
        <translation>Beinahe-Kopien</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_workspace.py"/>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_workspace.py"/>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_workspace.py"/>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_workspace.py"/>
        <source>Add a folder of images and masks</source>
        <translation>Ordner mit Bildern und Masken hinzufügen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_workspace.py"/>
        <source>Near copies ({count})</source>
        <translation>Beinahe-Kopien ({count})</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_workspace.py"/>
        <source>Warnings ({count})</source>
        <translation>Warnungen ({count})</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/dataset_workspace.py"/>
        <source>{position} of {count}</source>
        <translation>{position} von {count}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/description_dialog.py"/>
        <source>Describe {name}</source>
        <translation>{name} beschreiben</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/description_dialog.py"/>
        <source>What the description matches</source>
        <translation>Worauf die Beschreibung passt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/description_dialog.py"/>
        <source>The description is saved as {file} in the folder; nothing else is changed. Several patterns or values are separated by commas. An image and a mask are a pair if the wildcards match the same.</source>
        <translation>Die Beschreibung wird als {file} im Ordner gespeichert; sonst wird nichts verändert. Mehrere Muster oder Werte werden durch Kommas getrennt. Bild und Maske sind ein Paar, wenn die Platzhalter für dasselbe stehen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/description_dialog.py"/>
        <source>Matches</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/description_dialog.py"/>
        <source>Matching…</source>
        <translation>Dateien werden zugeordnet…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/description_dialog.py"/>
        <source>Matching files</source>
        <translation>Dateien werden zugeordnet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>Table of the pairs (CSV)…</source>
        <translation>Tabelle der Paare (CSV)…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>Scores of the pairs (CSV)…</source>
        <translation>Kennwerte der Paare (CSV)…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>List of names (TXT)…</source>
        <translation>Liste der Namen (TXT)…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>Lists (*.txt)</source>
        <translation>Listen (*.txt)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>Split file (JSON)…</source>
        <translation>Aufteilungsdatei (JSON)…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Split files (*.json)</source>
        <translation>Aufteilungsdateien (*.json)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>Pictures with {title} labels…</source>
        <translation>Bilder mit Labels als {title}…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>Copy of the pairs in a new folder…</source>
        <translation>Kopie der Paare in einem neuen Ordner…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>Export the selected pairs, or all chosen ones</source>
        <translation>Die markierten oder alle gefilterten Paare exportieren</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>Corrected pairs into a dataset…</source>
        <translation>Korrigierte Paare in einen Datensatz…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>Export the pairs</source>
        <translation>Paare exportieren</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>Name of the new folder</source>
        <translation>Name des neuen Ordners</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>None of these pairs is scored yet. Score them first.</source>
        <translation>Von diesen Paaren ist noch keines ausgewertet. Zuerst auswerten.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>Exporting pairs</source>
        <translation>Paare werden exportiert</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>{n} pairs were exported to {path}.</source>
        <extracomment>Singular: {n} pair was exported to {path}.</extracomment>
        <translation>
            <numerusform>{n} Paar wurde nach {path} exportiert.</numerusform>
            <numerusform>{n} Paare wurden nach {path} exportiert.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/filter_panel.py"/>
        <source>any</source>
        <translation>alle</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/filter_panel.py"/>
        <source>Add a folder of images and masks; you can also drop it here</source>
        <translation>Einen Ordner mit Bildern und Masken hinzufügen; er kann auch hierher gezogen werden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/filter_panel.py"/>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/filter_panel.py"/>
        <source>Remove {name} from the list; nothing is deleted on disk</source>
        <translation>{name} aus der Liste entfernen; auf der Platte wird nichts gelöscht</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/filter_panel.py"/>
        <source>Remove {name} from the list</source>
        <translation>{name} aus der Liste entfernen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/filter_panel.py"/>
        <source>Describe the layout of {name} (dataset.toml)</source>
        <translation>Den Aufbau von {name} beschreiben (dataset.toml)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/filter_panel.py"/>
        <source>Describe the layout of {name}</source>
        <translation>Den Aufbau von {name} beschreiben</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/filter_panel.py"/>
        <source>{title} from</source>
        <translation>{title} ab</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/filter_panel.py"/>
        <source>{title} to</source>
        <translation>{title} bis</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/filter_panel.py"/>
        <source>to</source>
        <comment>between two numbers</comment>
        <translation>bis</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source>Include empty masks</source>
        <translation>Leere Masken einschließen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source>Test all chosen pairs, those without a polyp with a coverage of 0, instead of those that show a polyp</source>
        <translation>Alle gefilterten Paare testen, jene ohne Polyp mit einem Flächenanteil von 0, statt nur jener mit Polyp</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source>Testing…</source>
        <translation>Tests werden gerechnet…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <location filename="../../../app/workspaces/dataset/stopped_bar.py"/>
        <source>No pairs have been read yet.</source>
        <translation>Es wurden noch keine Paare gelesen.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source>Of the {n} chosen pairs, {date}. Choose the pairs before you look at the results: testing many selections until one is below 0.05 finds chance results.</source>
        <extracomment>Singular: Of the {n} chosen pair, {date}. Choose the pairs before you look at the results: testing many selections until one is below 0.05 finds chance results.</extracomment>
        <translation>
            <numerusform>Zu dem einen gefilterten Paar, {date}. Die Paare auswählen, bevor die Ergebnisse betrachtet werden: Wer so lange andere Auswahlen testet, bis ein p unter 0.05 liegt, findet Zufälliges.</numerusform>
            <numerusform>Zu den {n} gefilterten Paaren, {date}. Die Paare auswählen, bevor die Ergebnisse betrachtet werden: Wer so lange andere Auswahlen testet, bis ein p unter 0.05 liegt, findet Zufälliges.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source>Near copies were not searched for: pairs that belong together may count as independent.</source>
        <translation>Nach Beinahe-Kopien wurde nicht gesucht: Zusammengehörige Paare könnten als unabhängig zählen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source>Near copies are still being searched for; groups may still change.</source>
        <translation>Nach Beinahe-Kopien wird noch gesucht; Gruppen können sich noch ändern.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source>Null hypothesis: {null} Alternative: {alternative}</source>
        <translation>Nullhypothese: {null} Alternative: {alternative}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source>By frame</source>
        <translation>Nach Einzelbildern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source>By group</source>
        <translation>Nach Gruppen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source>{effect} (95 % interval)</source>
        <translation>{effect} (95-%-Intervall)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source>Cliff&apos;s delta</source>
        <translation>Cliffs Delta</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source>How do the datasets differ?</source>
        <translation>Wie unterscheiden sich die Datensätze?</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source>Median of each dataset, with its quartiles in brackets. Cliff&apos;s delta is that of the two datasets that differ most: 0 if they are alike, 1 or -1 if they do not overlap.</source>
        <translation>Median jedes Datensatzes, in Klammern die Quartile. Cliffs Delta ist das der beiden Datensätze, die sich am stärksten unterscheiden: 0, wenn sie gleich sind, 1 oder -1, wenn sie sich nicht überschneiden.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source> and </source>
        <comment>between two counts</comment>
        <translation> und </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source>not possible</source>
        <translation>nicht möglich</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <source>no interval</source>
        <translation>kein Intervall</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/hypotheses_page.py"/>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/leaks_page.py"/>
        <source>Pair</source>
        <translation>Paar</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/leaks_page.py"/>
        <source>Near copy</source>
        <translation>Beinahe-Kopie</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/leaks_page.py"/>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/leaks_page.py"/>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/leaks_page.py"/>
        <source>Detail</source>
        <translation>Details</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/leaks_page.py"/>
        <source>Near copies across datasets or splits</source>
        <translation>Beinahe-Kopien über Datensätze oder Teile hinweg</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/leaks_page.py"/>
        <source>Enter or a double click opens the first pair; a double click on a picture opens that pair</source>
        <translation>Eingabetaste oder Doppelklick öffnet das erste Paar; ein Doppelklick auf ein Bild öffnet dieses Paar</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/leaks_page.py"/>
        <source>{kind}: {first} and {second}</source>
        <translation>{kind}: {first} und {second}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/leaks_page.py"/>
        <location filename="../../../app/workspaces/dataset/warnings_page.py"/>
        <source>Add a folder first.</source>
        <translation>Zuerst einen Ordner hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/leaks_page.py"/>
        <source>Near copies were not searched for, because reading was stopped.</source>
        <translation>Nach Beinahe-Kopien wurde nicht gesucht, weil das Lesen abgebrochen wurde.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/leaks_page.py"/>
        <source>Searching for near copies…</source>
        <translation>Beinahe-Kopien werden gesucht…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/leaks_page.py"/>
        <source>No near copies across datasets, nor across the published lists.</source>
        <translation>Keine Beinahe-Kopien zwischen Datensätzen oder zwischen den veröffentlichten Listen.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/leaks_page.py"/>
        <source>{n} near copies are in two datasets, or on both sides of the published lists. The score of a model on a picture is too high if it was trained on a near copy. The numbers are correlations of the whole pictures, and of their details.</source>
        <extracomment>Singular: {n} near copy is in two datasets, or on both sides of the published lists. The score of a model on a picture is too high if it was trained on a near copy. The numbers are correlations of the whole pictures, and of their details.</extracomment>
        <translation>
            <numerusform>{n} Beinahe-Kopie liegt in zwei Datensätzen oder in zwei Teilen der veröffentlichten Listen. Der Kennwert eines Modells für ein Bild ist zu hoch, wenn mit einer Beinahe-Kopie trainiert wurde. Die Zahlen sind Korrelationen der ganzen Bilder und ihrer Details.</numerusform>
            <numerusform>{n} Beinahe-Kopien liegen in zwei Datensätzen oder in zwei Teilen der veröffentlichten Listen. Der Kennwert eines Modells für ein Bild ist zu hoch, wenn mit einer Beinahe-Kopie trainiert wurde. Die Zahlen sind Korrelationen der ganzen Bilder und ihrer Details.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/leaks_page.py"/>
        <source>{n} pairs have near copies within their own dataset only, such as frames of one sequence: groups and splits keep these together, and the filter panel can select them.</source>
        <extracomment>Singular: {n} pair has near copies within its own dataset only, such as frames of one sequence: groups and splits keep these together, and the filter panel can select them.</extracomment>
        <translation>
            <numerusform>{n} Paar hat Beinahe-Kopien nur im eigenen Datensatz, etwa Bilder einer Sequenz: Gruppen und Aufteilungen halten sie zusammen, und das Filterfeld kann sie auswählen.</numerusform>
            <numerusform>{n} Paare haben Beinahe-Kopien nur im eigenen Datensatz, etwa Bilder einer Sequenz: Gruppen und Aufteilungen halten sie zusammen, und das Filterfeld kann sie auswählen.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/map_page.py"/>
        <source>Hold Shift and draw around pictures to choose their pairs.</source>
        <translation>Bilder mit gedrückter Umschalttaste umfahren, um ihre Paare auszuwählen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/map_page.py"/>
        <source>Map pairs</source>
        <translation>Paare kartieren</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/map_page.py"/>
        <source>Computes the encoder&apos;s features of each picture</source>
        <translation>Berechnet die Merkmale des Encoders für jedes Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/map_page.py"/>
        <source>Projection of the map</source>
        <translation>Projektion der Karte</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/map_page.py"/>
        <source>Colours of the map</source>
        <translation>Farben der Karte</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/map_page.py"/>
        <source>Coloured by</source>
        <translation>Farbe nach</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/map_page.py"/>
        <source>Mapping pictures</source>
        <translation>Bilder werden kartiert</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/map_page.py"/>
        <source>Map {n} pairs</source>
        <extracomment>Singular: Map {n} pair</extracomment>
        <translation>
            <numerusform>{n} Paar kartieren</numerusform>
            <numerusform>{n} Paare kartieren</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/map_page.py"/>
        <source>The features are being computed…</source>
        <translation>Die Merkmale werden berechnet…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/map_page.py"/>
        <source>Choose a model above.</source>
        <translation>Oben ein Modell wählen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/map_page.py"/>
        <source>Pictures that look alike to the encoder of {model} will be neighbours.</source>
        <translation>Bilder, die sich für den Encoder von {model} ähneln, werden Nachbarn.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/map_page.py"/>
        <source>A map needs at least {count} pairs.</source>
        <translation>Eine Karte braucht mindestens {count} Paare.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/map_page.py"/>
        <source>A map needs at least {fewest} pictures that can be read.</source>
        <translation>Eine Karte braucht mindestens {fewest} lesbare Bilder.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/masks_bar.py"/>
        <source>{n} more datasets have questions about their masks.</source>
        <extracomment>Singular: {n} more dataset has questions about its masks.</extracomment>
        <translation>
            <numerusform>Zu den Masken von {n} weiteren Datensatz gibt es Fragen.</numerusform>
            <numerusform>Zu den Masken von {n} weiteren Datensätzen gibt es Fragen.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/masks_bar.py"/>
        <source>Invert the masks</source>
        <translation>Masken umkehren</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/masks_bar.py"/>
        <source>They are correct</source>
        <translation>Sie stimmen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/masks_bar.py"/>
        <source>Everything but 0 is a polyp</source>
        <translation>Alles außer 0 ist Polyp</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/masks_bar.py"/>
        <source>Polyps are</source>
        <translation>Polypen sind</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/masks_bar.py"/>
        <source>In {n} masks</source>
        <extracomment>Singular: In {n} mask</extracomment>
        <translation>
            <numerusform>In {n} Maske</numerusform>
            <numerusform>In {n} Masken</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/masks_bar.py"/>
        <source>such as 1, 2 or all</source>
        <translation>etwa 1, 2 oder all</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/masks_bar.py"/>
        <source>Values of polyps</source>
        <translation>Werte der Polypen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/masks_bar.py"/>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/masks_bar.py"/>
        <source>Masks of {name}: {reading}.</source>
        <translation>Masken von {name}: {reading}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/masks_bar.py"/>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/masks_bar.py"/>
        <source>Answer again which pixels are polyp in the masks of {name}</source>
        <translation>Erneut angeben, welche Pixel in den Masken von {name} Polyp sind</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/models_bar.py"/>
        <source>Score pairs</source>
        <translation>Paare auswerten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/models_bar.py"/>
        <source>Run the models over all chosen pairs, in the background; the worst come first</source>
        <translation>Die Modelle im Hintergrund auf alle gefilterten Paare anwenden; die schlechtesten kommen zuerst</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/models_bar.py"/>
        <source>A worse than B by {difference:g}</source>
        <translation>A um {difference:g} schlechter als B</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/models_bar.py"/>
        <source>Only pairs on which A has a Dice lower than B by {difference:g} or more, both at {threshold:g}</source>
        <translation>Nur Paare, für die der Dice von A um mindestens {difference:g} unter dem von B liegt, beide bei {threshold:g}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/models_bar.py"/>
        <source>The viewer&apos;s model</source>
        <translation>Modell des Viewers</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/models_bar.py"/>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/models_bar.py"/>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/models_bar.py"/>
        <source>Choose model {slot}</source>
        <translation>Modell {slot} wählen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/models_bar.py"/>
        <source>Model files (*.safetensors)</source>
        <translation>Modelldateien (*.safetensors)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/models_bar.py"/>
        <source>none</source>
        <comment>no model</comment>
        <translation>keines</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/models_bar.py"/>
        <source>{count} of {total} scored with {slot}</source>
        <translation>{count} von {total} mit {slot} ausgewertet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/models_bar.py"/>
        <source>Model {slot}</source>
        <translation>Modell {slot}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/models_bar.py"/>
        <source>All {n} pairs scored</source>
        <extracomment>Singular: {n} pair scored</extracomment>
        <translation>
            <numerusform>{n} Paar ausgewertet</numerusform>
            <numerusform>Alle {n} Paare ausgewertet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/models_bar.py"/>
        <source>Score {n} more pairs</source>
        <extracomment>Singular: Score {n} more pair</extracomment>
        <translation>
            <numerusform>{n} weiteres Paar auswerten</numerusform>
            <numerusform>{n} weitere Paare auswerten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/models_bar.py"/>
        <source>Score {n} pairs</source>
        <extracomment>Singular: Score {n} pair</extracomment>
        <translation>
            <numerusform>{n} Paar auswerten</numerusform>
            <numerusform>{n} Paare auswerten</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/no_pairs.py"/>
        <source>Clear all filters</source>
        <translation>Alle Filter entfernen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/no_pairs.py"/>
        <source>No pair matches</source>
        <translation>Kein Paar passt</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/no_pairs.py"/>
        <source>None of the {n} pairs meets all conditions.</source>
        <extracomment>Singular: The one pair does not meet all conditions.</extracomment>
        <translation>
            <numerusform>Das eine Paar erfüllt nicht alle Bedingungen.</numerusform>
            <numerusform>Keines der {n} Paare erfüllt alle Bedingungen.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/no_pairs.py"/>
        <source>No pairs</source>
        <translation>Keine Paare</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/no_pairs.py"/>
        <source>Which pixels are polyp?</source>
        <translation>Welche Pixel sind Polyp?</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/no_pairs.py"/>
        <source>Answer the question above to see the pairs.</source>
        <translation>Die Frage oben beantworten, um die Paare zu sehen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/no_pairs.py"/>
        <source>Reading the folders…</source>
        <translation>Ordner werden gelesen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/no_pairs.py"/>
        <source>The pairs are shown when all of them are read.</source>
        <translation>Die Paare erscheinen, sobald alle gelesen sind.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/no_pairs.py"/>
        <source>No pairs have been read yet</source>
        <translation>Noch keine Paare gelesen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>A score at {threshold:g} and with every region is comparable to published ones; the list, its order and the filter use this one. As drawn uses the threshold and the smallest region of the model card, like the viewer.</source>
        <translation>Ein Kennwert bei {threshold:g} mit allen Regionen ist mit veröffentlichten vergleichbar; Liste, Sortierung und Filter verwenden diesen. „Wie gezeichnet“ verwendet Schwellenwert und kleinste Region der Modellkarte, wie der Viewer.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>Ground truth</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <location filename="../../../app/workspaces/dataset/pairs_page.py"/>
        <source>Predictions</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>Revert</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>Return to the dataset&apos;s mask; undo brings the correction back</source>
        <translation>Zur Maske des Datensatzes zurückkehren; Rückgängig holt die Korrektur zurück</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>Back to all pairs (Esc)</source>
        <translation>Zurück zu allen Paaren (Esc)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>Previous pair (Left)</source>
        <translation>Voriges Paar (Links)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>Next pair (Right)</source>
        <translation>Nächstes Paar (Rechts)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <location filename="../../../app/workspaces/dataset/pair_editor.py"/>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>{width} x {height} px, coverage {coverage:.2f}%</source>
        <translation>{width} x {height} px, Flächenanteil {coverage:.2f} %</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>group {group}</source>
        <translation>Gruppe {group}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>corrected</source>
        <translation>korrigiert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>No model is chosen</source>
        <translation>Kein Modell gewählt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>Model {slot}: {hit} hit &amp;nbsp; {missed} missed &amp;nbsp; {false_alarm} false alarm</source>
        <translation>Modell {slot}: {hit} getroffen &amp;nbsp; {missed} übersehen &amp;nbsp; {false_alarm} Fehlalarm</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>Model {slot} {settings}: {overlap}</source>
        <translation>Modell {slot} {settings}: {overlap}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>{text}; as drawn, {settings}: {overlap}</source>
        <translation>{text}; wie gezeichnet, {settings}: {overlap}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>Ground truth: no polyp</source>
        <translation>Referenz: kein Polyp</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>as in the dataset</source>
        <translation>wie im Datensatz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>marked as polyp-free by {reader}</source>
        <translation>als polypenfrei markiert von {reader}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>corrected by {reader}</source>
        <translation>korrigiert von {reader}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_editor.py"/>
        <source>This is the dataset&apos;s mask already.</source>
        <translation>Das ist bereits die Maske des Datensatzes.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_editor.py"/>
        <source>This pair is marked as polyp-free. Ctrl+Z undoes it.</source>
        <translation>Dieses Paar ist als polypenfrei markiert. Strg+Z macht es rückgängig.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_views.py"/>
        <source>Pairs as thumbnails</source>
        <translation>Paare als Vorschaubilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_views.py"/>
        <source>Pairs as a table</source>
        <translation>Paare als Tabelle</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pairs_page.py"/>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pairs_page.py"/>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pairs_page.py"/>
        <source>Outline the ground truth on the thumbnails</source>
        <translation>Umriss der Referenz in den Vorschaubildern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pairs_page.py"/>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pairs_page.py"/>
        <source>Outline the masks of scored models</source>
        <translation>Umrisse der Masken ausgewerteter Modelle</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pairs_page.py"/>
        <location filename="../../../app/workspaces/dataset/score_table.py"/>
        <source>Choose the columns of the table</source>
        <translation>Spalten der Tabelle wählen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pairs_page.py"/>
        <source>Show the table next to the thumbnails</source>
        <translation>Tabelle neben den Vorschaubildern anzeigen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pairs_page.py"/>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pairs_page.py"/>
        <source>Smallest first; click for largest first</source>
        <translation>Kleinste zuerst; Klick für größte zuerst</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pairs_page.py"/>
        <source>Largest first; click for smallest first</source>
        <translation>Größte zuerst; Klick für kleinste zuerst</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/pairs_page.py"/>
        <source>{n} selected</source>
        <extracomment>Singular: {n} selected</extracomment>
        <translation>
            <numerusform>{n} markiert</numerusform>
            <numerusform>{n} markiert</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Threshold 0.5, every region</source>
        <translation>Schwellenwert 0.5, alle Regionen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>As the viewer shows it</source>
        <translation>Wie der Viewer es zeigt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Four ways of averaging</source>
        <translation>Vier Arten der Mittelung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>By kind of picture</source>
        <translation>Nach Art des Bildes</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Property</source>
        <translation>Eigenschaft</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Dice at 0.5 with its 95 % interval over groups</source>
        <translation>Dice bei 0.5 mit 95-%-Intervall über Gruppen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>False alarms by kind</source>
        <translation>Fehlalarme nach Art</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Polyp-free pictures</source>
        <translation>Polypenfreie Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Number</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>With a prediction (95 % interval)</source>
        <translation>Mit Vorhersage (95-%-Intervall)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Dice</source>
        <translation>Dice</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Definition</source>
        <translation>Definition</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Mean of the images with a polyp, with its 95 % interval over groups</source>
        <translation>Mittelwert der Bilder mit Polyp, mit 95-%-Intervall über Gruppen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Pooled Dice</source>
        <translation>Dice, gepoolt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>From the pixels of all these images as if they were one</source>
        <translation>Aus den Pixeln aller dieser Bilder, als wären sie eines</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Pooled IoU</source>
        <translation>IoU, gepoolt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Share of the predicted pixels that are polyp</source>
        <translation>Anteil der vorhergesagten Pixel, die Polyp sind</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Recall</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Share of the polyp pixels that are predicted</source>
        <translation>Anteil der Polypenpixel, die vorhergesagt werden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Empty</source>
        <translation>Leer</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Full frames without a polyp</source>
        <translation>Ganze Bilder ohne Polyp</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>False alarms</source>
        <translation>Fehlalarme</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Share of the full frames without a polyp with a prediction, with its 95 % interval</source>
        <translation>Anteil der ganzen Bilder ohne Polyp mit einer Vorhersage, mit 95-%-Intervall</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Share of the pixels that are predicted correctly</source>
        <translation>Anteil der richtig vorhergesagten Pixel</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>S-measure</source>
        <translation>S-Maß</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Fan et al. 2017. Of the probability map, without a threshold</source>
        <translation>Fan et al. 2017. Aus der Wahrscheinlichkeitskarte, ohne Schwellenwert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>E-measure</source>
        <translation>E-Maß</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Fan et al. 2018, mean over thresholds. Of the probability map, without a threshold</source>
        <translation>Fan et al. 2018, Mittelwert über Schwellenwerte. Aus der Wahrscheinlichkeitskarte, ohne Schwellenwert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Weighted F</source>
        <translation>Gewichtetes F</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Margolin et al. 2014. Of the probability map, without a threshold</source>
        <translation>Margolin et al. 2014. Aus der Wahrscheinlichkeitskarte, ohne Schwellenwert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>MAE</source>
        <translation>MAE</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Mean absolute error. Of the probability map, without a threshold</source>
        <translation>Mittlerer absoluter Fehler. Aus der Wahrscheinlichkeitskarte, ohne Schwellenwert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>None of the chosen pairs is scored yet. The button above scores them in the background.</source>
        <translation>Von den gefilterten Paaren ist noch keines ausgewertet. Die Schaltfläche oben wertet sie im Hintergrund aus.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>no polyp-free pair</source>
        <translation>kein polypenfreies Paar</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>How the scores are counted</source>
        <translation>Wie die Kennwerte gezählt werden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>S-measure, E-measure, weighted F, MAE</source>
        <translation>S-Maß, E-Maß, gewichtetes F, MAE</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Score these too, which takes several times as long</source>
        <translation>Auch diese berechnen; das dauert ein Vielfaches</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>{count} of {total} scored with model {slot}</source>
        <translation>{count} von {total} mit Modell {slot} ausgewertet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>The chosen pairs are being scored…</source>
        <translation>Die gefilterten Paare werden ausgewertet…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Of the chosen pairs: {counts}. {date}.</source>
        <translation>Von den gefilterten Paaren: {counts}. {date}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>Model {slot}: {model}, {settings}</source>
        <translation>Modell {slot}: {model}, {settings}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>{reading} On {n} images A is better on {wins_a}, B on {wins_b}, and {ties} are ties.</source>
        <extracomment>Singular: {reading} On {n} image A is better on {wins_a}, B on {wins_b}, and {ties} are ties.</extracomment>
        <translation>
            <numerusform>{reading} Von {n} Bild ist A bei {wins_a} besser, B bei {wins_b}, und {ties} sind gleich.</numerusform>
            <numerusform>{reading} Von {n} Bildern ist A bei {wins_a} besser, B bei {wins_b}, und {ties} sind gleich.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scores_page.py"/>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/scoring.py"/>
        <source>Scoring pairs</source>
        <translation>Paare werden ausgewertet</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/scoring.py"/>
        <source>{n} pairs have no score, because they cannot be read. The first: {error}</source>
        <extracomment>Singular: One pair has no score, because it cannot be read. {error}</extracomment>
        <translation>
            <numerusform>Ein Paar hat keinen Kennwert, weil es nicht lesbar ist. {error}</numerusform>
            <numerusform>{n} Paare haben keinen Kennwert, weil sie nicht lesbar sind. Das erste: {error}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>by the published lists</source>
        <translation>nach den veröffentlichten Listen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>by whole groups</source>
        <translation>nach ganzen Gruppen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>at random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>How the pairs are divided</source>
        <translation>Wie die Paare aufgeteilt werden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>% for validation</source>
        <translation>% zur Validierung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Share for validation</source>
        <translation>Anteil zur Validierung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Divide all pairs</source>
        <translation>Alle Paare aufteilen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Replaces the sides of all pairs</source>
        <translation>Ersetzt die Zuordnung aller Paare</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Open split…</source>
        <translation>Aufteilung öffnen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Move whole groups</source>
        <translation>Ganze Gruppen verschieben</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Pairs of one group, and near copies, move together</source>
        <translation>Paare einer Gruppe und Beinahe-Kopien werden zusammen verschoben</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Save split…</source>
        <translation>Aufteilung speichern…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Train with this split</source>
        <translation>Mit dieser Aufteilung trainieren</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Leaks of the split</source>
        <translation>Lecks der Aufteilung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Divide</source>
        <translation>Aufteilen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>A split has pairs for training and for validation</source>
        <translation>Eine Aufteilung hat Paare für Training und für Validierung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Leaks: {copies} and {groups} lie on several sides. Scores will be too good.</source>
        <translation>Lecks: {copies} und {groups} liegen in mehreren Teilen. Kennwerte werden zu gut.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>{n} near copies</source>
        <extracomment>Singular: {n} near copy</extracomment>
        <translation>
            <numerusform>{n} Beinahe-Kopie</numerusform>
            <numerusform>{n} Beinahe-Kopien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>{n} groups</source>
        <extracomment>Singular: {n} group</extracomment>
        <translation>
            <numerusform>{n} Gruppe</numerusform>
            <numerusform>{n} Gruppen</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Near copies are not known yet, so leaks may be missing.</source>
        <translation>Beinahe-Kopien sind noch nicht bekannt; Lecks können fehlen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>No leaks: no group and no near copies lie on several sides.</source>
        <translation>Keine Lecks: Weder Gruppen noch Beinahe-Kopien liegen in mehreren Teilen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>{first} in {side}, near copy {second} in {other_side}</source>
        <translation>{first} in {side}, Beinahe-Kopie {second} in {other_side}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Group {group}: {counts}</source>
        <translation>Gruppe {group}: {counts}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <location filename="../../../app/workspaces/dataset/warnings_page.py"/>
        <source>and {n} more</source>
        <extracomment>Singular: and {n} more</extracomment>
        <translation>
            <numerusform>und {n} weitere</numerusform>
            <numerusform>und {n} weitere</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Move {count} here</source>
        <translation>{count} hierher verschieben</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>None chosen</source>
        <translation>Keine gewählt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Moves the pairs that the filter chooses to: {side}</source>
        <translation>Verschiebt die gefilterten Paare nach: {side}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Open a split file</source>
        <translation>Aufteilungsdatei öffnen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>Save the split</source>
        <translation>Aufteilung speichern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>The split was saved as {path}.</source>
        <translation>Die Aufteilung wurde als {path} gespeichert.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>New runs use this split: {path}. Start one in Training.</source>
        <translation>Neue Läufe verwenden diese Aufteilung: {path}. Unter Training einen starten.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>{side}: {pairs} in {groups}</source>
        <translation>{side}: {pairs} in {groups}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>{n} pairs</source>
        <extracomment>Singular: {n} pair</extracomment>
        <translation>
            <numerusform>{n} Paar</numerusform>
            <numerusform>{n} Paare</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/split_page.py"/>
        <source>{count} in {side}</source>
        <translation>{count} in {side}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/stopped_bar.py"/>
        <source>Reading the folders was stopped.</source>
        <translation>Das Lesen der Ordner wurde abgebrochen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/stopped_bar.py"/>
        <source>The pairs are still those of the previous folders: {before}.</source>
        <translation>Die Paare sind noch die der vorigen Ordner: {before}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/stopped_bar.py"/>
        <source>The pairs are those that were last read, without their near copies.</source>
        <translation>Die Paare sind die zuletzt gelesenen, ohne ihre Beinahe-Kopien.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/stopped_bar.py"/>
        <source>The pairs are those that were last read.</source>
        <translation>Die Paare sind die zuletzt gelesenen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/tags_button.py"/>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/tags_button.py"/>
        <source>Tag the selected pairs (keys 1 to 9); the filter panel can choose tags</source>
        <translation>Die markierten Paare mit Schlagwörtern versehen (Tasten 1–9); das Filterfeld kann danach filtern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/tags_button.py"/>
        <source>Name the tags…</source>
        <translation>Schlagwörter benennen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/tags_button.py"/>
        <source>Name the tags</source>
        <translation>Schlagwörter benennen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/tags_button.py"/>
        <source>Up to nine names, separated by commas</source>
        <translation>Bis zu neun Namen, durch Kommas getrennt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/views_button.py"/>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/views_button.py"/>
        <source>Saved views: the conditions of the filter and the order</source>
        <translation>Gespeicherte Ansichten: Bedingungen des Filters und Reihenfolge</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/views_button.py"/>
        <source>Save this view…</source>
        <translation>Diese Ansicht speichern…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/views_button.py"/>
        <source>Delete view</source>
        <translation>Ansicht löschen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/views_button.py"/>
        <source>Save this view</source>
        <translation>Diese Ansicht speichern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/views_button.py"/>
        <source>Name of the view</source>
        <translation>Name der Ansicht</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/warnings_page.py"/>
        <source>Problems of the files</source>
        <translation>Probleme der Dateien</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/warnings_page.py"/>
        <source>{n} problems. Pairs that cannot be used are in no other view.</source>
        <extracomment>Singular: {n} problem. Pairs that cannot be used are in no other view.</extracomment>
        <translation>
            <numerusform>{n} Problem. Nicht verwendbare Paare erscheinen in keiner anderen Ansicht.</numerusform>
            <numerusform>{n} Probleme. Nicht verwendbare Paare erscheinen in keiner anderen Ansicht.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/warnings_page.py"/>
        <source>Every file belongs to a usable pair, and every mask has the expected values.</source>
        <translation>Jede Datei gehört zu einem verwendbaren Paar, und jede Maske hat die erwarteten Werte.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/warnings_page.py"/>
        <source>Every file of the datasets belongs to a usable pair. Below are the pictures that belong to none.</source>
        <translation>Jede Datei der Datensätze gehört zu einem verwendbaren Paar. Unten stehen die Bilder, die zu keinem gehören.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/warnings_page.py"/>
        <source>All pictures: {total}</source>
        <translation>Alle Bilder: {total}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/warnings_page.py"/>
        <source>Pairs that cannot be used</source>
        <translation>Nicht verwendbare Paare</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/warnings_page.py"/>
        <source>Images without a mask</source>
        <translation>Bilder ohne Maske</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/warnings_page.py"/>
        <source>Masks without an image</source>
        <translation>Masken ohne Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/warnings_page.py"/>
        <source>Files with the same name as another</source>
        <translation>Dateien, die wie eine andere heißen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/warnings_page.py"/>
        <source>Other files left out</source>
        <translation>Andere ausgelassene Dateien</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/warnings_page.py"/>
        <source>Masks that are not binary</source>
        <translation>Masken, die nicht binär sind</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/warnings_page.py"/>
        <source>Lists, tables and label files that do not fit</source>
        <translation>Listen, Tabellen und Label-Dateien, die nicht passen</translation>
    </message>
</context>
</TS>
