<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>polyp_core</name>
    <message>
        <source>Research use only. Not for diagnosis.</source>
        <translation>Nur für Forschung. Nicht zur Diagnose.</translation>
    </message>
    <message>
        <source>Analysed recordings</source>
        <translation>Analysierte Aufnahmen</translation>
    </message>
    <message>
        <source>What models found in recordings, so that none is analysed twice.</source>
        <translation>Was Modelle in Aufnahmen gefunden haben, damit keine zweimal analysiert wird.</translation>
    </message>
    <message>
        <source>Measures of recordings</source>
        <translation>Messwerte von Aufnahmen</translation>
    </message>
    <message>
        <source>Regions that models found in recordings, without their pictures.</source>
        <translation>Regionen, die Modelle in Aufnahmen gefunden haben, ohne deren Bilder.</translation>
    </message>
    <message>
        <source>Converted models</source>
        <translation>Konvertierte Modelle</translation>
    </message>
    <message>
        <source>Models converted for the processor of this computer.</source>
        <translation>Für den Prozessor dieses Rechners konvertierte Modelle.</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>Vorschaubilder</translation>
    </message>
    <message>
        <source>Small pictures of datasets.</source>
        <translation>Kleine Bilder von Datensätzen.</translation>
    </message>
    <message>
        <source>Tables of datasets</source>
        <translation>Tabellen von Datensätzen</translation>
    </message>
    <message>
        <source>Measurements of each picture of a dataset.</source>
        <translation>Messwerte jedes Bildes eines Datensatzes.</translation>
    </message>
    <message>
        <source>Scores of models</source>
        <translation>Kennwerte von Modellen</translation>
    </message>
    <message>
        <source>Scores of models on the pictures of datasets.</source>
        <translation>Kennwerte von Modellen auf den Bildern von Datensätzen.</translation>
    </message>
    <message>
        <source>Training pictures</source>
        <translation>Trainingsbilder</translation>
    </message>
    <message>
        <source>Pictures and masks at the size that a training reads in every epoch.</source>
        <translation>Bilder und Masken in der Größe, die ein Training in jeder Epoche liest.</translation>
    </message>
    <message>
        <source>Speeds of models</source>
        <translation>Tempo von Modellen</translation>
    </message>
    <message>
        <source>Measured frames a second of each model.</source>
        <translation>Gemessene Bilder pro Sekunde jedes Modells.</translation>
    </message>
    <message>
        <source>Research use only, under the terms of the training data</source>
        <translation>Nur für Forschung, unter den Bedingungen der Trainingsdaten</translation>
    </message>
    <message>
        <source>Instruments, blood, stool and bubbles can be marked as polyps.</source>
        <translation>Instrumente, Blut, Stuhl und Blasen können als Polypen markiert werden.</translation>
    </message>
    <message>
        <source>Blurred or overexposed frames, and the view in retroflexion: polyps are missed.</source>
        <translation>Unscharfe oder überbelichtete Bilder und die Sicht in Inversion: Polypen werden übersehen.</translation>
    </message>
    <message>
        <source>Slow without a GPU: between two and three times the time of ResUNet34, and eight times that of Light.</source>
        <translation>Langsam ohne GPU: zwei- bis dreimal die Zeit von ResUNet34 und achtmal die von Light.</translation>
    </message>
    <message>
        <source>dice</source>
        <translation>Dice</translation>
    </message>
    <message>
        <source>iou</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>pooled dice</source>
        <translation>Dice gepoolt</translation>
    </message>
    <message>
        <source>pooled iou</source>
        <translation>IoU gepoolt</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>empty false positive rate</source>
        <translation>Falsch-positiv-Rate auf leeren Bildern</translation>
    </message>
    <message>
        <source>false alarm rate</source>
        <translation>Fehlalarmrate</translation>
    </message>
    <message>
        <source>Small and flat polyps: borders are coarse, and at its own settings the presence head suppresses a few of them.</source>
        <translation>Kleine und flache Polypen: Ränder sind grob, und mit seinen eigenen Einstellungen unterdrückt der Präsenzkopf einige davon.</translation>
    </message>
    <message>
        <source>Frames without a polyp: bare bowel wall, folds, instruments, blood, stool and water jets are marked as polyps.</source>
        <translation>Bilder ohne Polyp: Darmwand, Falten, Instrumente, Blut, Stuhl und Wasserstrahlen werden als Polypen markiert.</translation>
    </message>
    <message>
        <source>Blurred or overexposed frames: polyps are missed, or flare is marked.</source>
        <translation>Unscharfe oder überbelichtete Bilder: Polypen werden übersehen, oder Reflexe werden markiert.</translation>
    </message>
    <message>
        <source>At its own settings the presence head suppresses a few polyps, mostly small or far ones.</source>
        <translation>Mit seinen eigenen Einstellungen unterdrückt der Präsenzkopf einige Polypen, meist kleine oder ferne.</translation>
    </message>
    <message>
        <source>Caecum reached</source>
        <translation>Zökum erreicht</translation>
    </message>
    <message>
        <source>Withdrawal begins</source>
        <translation>Rückzug beginnt</translation>
    </message>
    <message>
        <source>Withdrawal ends</source>
        <translation>Rückzug endet</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>Instrument</translation>
    </message>
    <message>
        <source>Washing</source>
        <translation>Spülung</translation>
    </message>
    <message>
        <source>Outside the body</source>
        <translation>Extrakorporal</translation>
    </message>
    <message>
        <source>Largest probability that a region needs for a finding.</source>
        <translation>Größte Wahrscheinlichkeit, die eine Region für einen Befund erreichen muss.</translation>
    </message>
    <message>
        <source>Probability down to which a region is followed from frame to frame.</source>
        <translation>Wahrscheinlichkeit, bis zu der eine Region von Bild zu Bild verfolgt wird.</translation>
    </message>
    <message>
        <source>How long a region must stay before it becomes a finding.</source>
        <translation>Wie lange eine Region bestehen muss, bevor sie zum Befund wird.</translation>
    </message>
    <message>
        <source>A region that comes back at the same place within this time is the same finding.</source>
        <translation>Eine Region, die innerhalb dieser Zeit an derselben Stelle wiederkehrt, ist derselbe Befund.</translation>
    </message>
    <message>
        <source>Smallest part of the picture that becomes a finding.</source>
        <translation>Kleinster Teil des Bildes, der zum Befund wird.</translation>
    </message>
    <message>
        <source>Probability of a polyp in the frame that is needed, where the model predicts it; by default what the model card says.</source>
        <translation>Nötige Wahrscheinlichkeit eines Polypen im Bild, wo das Modell sie vorhersagt; in der Voreinstellung der Wert der Modellkarte.</translation>
    </message>
    <message>
        <source>Frames that are blurred, dark, overexposed or outside the body neither open nor end a finding.</source>
        <translation>Bilder, die unscharf, dunkel, überbelichtet oder außerhalb des Körpers sind, beginnen und beenden keinen Befund.</translation>
    </message>
    <message>
        <source>Video with the overlay</source>
        <translation>Video mit Überlagerung</translation>
    </message>
    <message>
        <source>H.264, with the size, rate and timestamps of the recording, without sound or metadata</source>
        <translation>H.264, mit Größe, Bildrate und Zeitstempeln der Aufnahme, ohne Ton und Metadaten</translation>
    </message>
    <message>
        <source>Bare video</source>
        <translation>Video ohne Überlagerung</translation>
    </message>
    <message>
        <source>The same without the overlay</source>
        <translation>Dasselbe ohne die Überlagerung</translation>
    </message>
    <message>
        <source>Pictures with the overlay</source>
        <translation>Bilder mit Überlagerung</translation>
    </message>
    <message>
        <source>One PNG for each frame</source>
        <translation>Ein PNG je Bild</translation>
    </message>
    <message>
        <source>Bare pictures</source>
        <translation>Bilder ohne Überlagerung</translation>
    </message>
    <message>
        <source>One PNG for each frame without the overlay</source>
        <translation>Ein PNG je Bild ohne die Überlagerung</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>One PNG for each frame, at the picture&apos;s size: 0 or 255</source>
        <translation>Ein PNG je Bild in Bildgröße: 0 oder 255</translation>
    </message>
    <message>
        <source>Tables (CSV)</source>
        <translation>Tabellen (CSV)</translation>
    </message>
    <message>
        <source>A row for each frame, and one for each region</source>
        <translation>Eine Zeile je Bild und eine je Region</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>A table (CSV and JSON), and a clip and stills of each finding</source>
        <translation>Eine Tabelle (CSV und JSON), dazu ein Clip und Standbilder je Befund</translation>
    </message>
    <message>
        <source>COCO (JSON)</source>
        <translation>COCO (JSON)</translation>
    </message>
    <message>
        <source>The regions for other programs; the pictures of a video are those of Bare pictures</source>
        <translation>Die Regionen für andere Programme; die Bilder eines Videos sind die von „Bilder ohne Überlagerung“</translation>
    </message>
    <message>
        <source>YOLO (text)</source>
        <translation>YOLO (Text)</translation>
    </message>
    <message>
        <source>The regions as polygons for YOLO, one file for each image</source>
        <translation>Die Regionen als Polygone für YOLO, eine Datei je Bild</translation>
    </message>
    <message>
        <source>PASCAL VOC (XML)</source>
        <translation>PASCAL VOC (XML)</translation>
    </message>
    <message>
        <source>The boxes of the regions, one file for each image</source>
        <translation>Die Rahmen der Regionen, eine Datei je Bild</translation>
    </message>
    <message>
        <source>labelme (JSON)</source>
        <translation>labelme (JSON)</translation>
    </message>
    <message>
        <source>The regions as masks for labelme, one file for each image</source>
        <translation>Die Regionen als Masken für labelme, eine Datei je Bild</translation>
    </message>
    <message>
        <source>CVAT for images (XML)</source>
        <translation>CVAT für Bilder (XML)</translation>
    </message>
    <message>
        <source>The regions as masks, with their tracks as attribute `lesion`</source>
        <translation>Die Regionen als Masken, mit ihren Verläufen als Attribut `lesion`</translation>
    </message>
    <message>
        <source>CVAT for video (XML)</source>
        <translation>CVAT für Video (XML)</translation>
    </message>
    <message>
        <source>The outlines of the regions, as tracks</source>
        <translation>Die Umrisse der Regionen als Verläufe</translation>
    </message>
    <message>
        <source>Datumaro (JSON)</source>
        <translation>Datumaro (JSON)</translation>
    </message>
    <message>
        <source>The regions as masks for Datumaro</source>
        <translation>Die Regionen als Masken für Datumaro</translation>
    </message>
    <message>
        <source>MOT (text)</source>
        <translation>MOT (Text)</translation>
    </message>
    <message>
        <source>The boxes of the tracks; frames count from 1</source>
        <translation>Die Rahmen der Verläufe; Bilder zählen ab 1</translation>
    </message>
    <message>
        <source>Segmentation (DICOM)</source>
        <translation>Segmentierung (DICOM)</translation>
    </message>
    <message>
        <source>The masks as binary frames that refer to those of the source</source>
        <translation>Die Masken als binäre Bilder, die auf die der Quelle verweisen</translation>
    </message>
    <message>
        <source>Findings (DICOM)</source>
        <translation>Befunde (DICOM)</translation>
    </message>
    <message>
        <source>A structured report, and captures of the best frames</source>
        <translation>Ein strukturierter Bericht und Aufnahmen der besten Bilder</translation>
    </message>
    <message>
        <source>every region</source>
        <translation>jede Region</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>ausgewogen</translation>
    </message>
    <message>
        <source>strict</source>
        <translation>streng</translation>
    </message>
    <message>
        <source>Every region</source>
        <translation>Jede Region</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>Streng</translation>
    </message>
    <message>
        <source>Every region policy</source>
        <translation>Alarmregel „jede Region“</translation>
    </message>
    <message>
        <source>Every region policy (2)</source>
        <translation>Alarmregel „jede Region“ (2)</translation>
    </message>
    <message>
        <source>every region policy</source>
        <translation>Alarmregel „jede Region“</translation>
    </message>
    <message>
        <source>Balanced policy</source>
        <translation>Alarmregel „ausgewogen“</translation>
    </message>
    <message>
        <source>Balanced policy (2)</source>
        <translation>Alarmregel „ausgewogen“ (2)</translation>
    </message>
    <message>
        <source>balanced policy</source>
        <translation>Alarmregel „ausgewogen“</translation>
    </message>
    <message>
        <source>Strict policy</source>
        <translation>Alarmregel „streng“</translation>
    </message>
    <message>
        <source>Strict policy (2)</source>
        <translation>Alarmregel „streng“ (2)</translation>
    </message>
    <message>
        <source>strict policy</source>
        <translation>Alarmregel „streng“</translation>
    </message>
    <message>
        <source>Own policy</source>
        <translation>Eigene Alarmregel</translation>
    </message>
    <message>
        <source>Own policy (2)</source>
        <translation>Eigene Alarmregel (2)</translation>
    </message>
    <message>
        <source>own policy</source>
        <translation>eigene Alarmregel</translation>
    </message>
    <message>
        <source>anus</source>
        <translation>Anus</translation>
    </message>
    <message>
        <source>rectum</source>
        <translation>Rektum</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>Sigma</translation>
    </message>
    <message>
        <source>descending colon</source>
        <translation>Colon descendens</translation>
    </message>
    <message>
        <source>splenic flexure</source>
        <translation>linke Flexur</translation>
    </message>
    <message>
        <source>transverse colon</source>
        <translation>Colon transversum</translation>
    </message>
    <message>
        <source>hepatic flexure</source>
        <translation>rechte Flexur</translation>
    </message>
    <message>
        <source>ascending colon</source>
        <translation>Colon ascendens</translation>
    </message>
    <message>
        <source>caecum</source>
        <translation>Zökum</translation>
    </message>
    <message>
        <source>ileo-caecal valve</source>
        <translation>Ileozökalklappe</translation>
    </message>
    <message>
        <source>terminal ileum</source>
        <translation>terminales Ileum</translation>
    </message>
    <message>
        <source>anastomosis</source>
        <translation>Anastomose</translation>
    </message>
    <message>
        <source>1-5 mm</source>
        <translation>1–5 mm</translation>
    </message>
    <message>
        <source>6-9 mm</source>
        <translation>6–9 mm</translation>
    </message>
    <message>
        <source>10-19 mm</source>
        <translation>10–19 mm</translation>
    </message>
    <message>
        <source>20 mm or more</source>
        <translation>20 mm oder mehr</translation>
    </message>
    <message>
        <source>not resected</source>
        <translation>nicht reseziert</translation>
    </message>
    <message>
        <source>biopsy</source>
        <translation>Biopsie</translation>
    </message>
    <message>
        <source>cold snare</source>
        <translation>Kaltschlinge</translation>
    </message>
    <message>
        <source>hot snare</source>
        <translation>Heißschlinge</translation>
    </message>
    <message>
        <source>mucosal resection</source>
        <translation>Mukosaresektion (EMR)</translation>
    </message>
    <message>
        <source>submucosal dissection</source>
        <translation>Submukosadissektion (ESD)</translation>
    </message>
    <message>
        <source>hyperplastic polyp</source>
        <translation>hyperplastischer Polyp</translation>
    </message>
    <message>
        <source>sessile serrated lesion</source>
        <translation>sessile serratierte Läsion</translation>
    </message>
    <message>
        <source>sessile serrated lesion with dysplasia</source>
        <translation>sessile serratierte Läsion mit Dysplasie</translation>
    </message>
    <message>
        <source>traditional serrated adenoma</source>
        <translation>traditionelles serratiertes Adenom</translation>
    </message>
    <message>
        <source>tubular adenoma</source>
        <translation>tubuläres Adenom</translation>
    </message>
    <message>
        <source>tubulovillous adenoma</source>
        <translation>tubulovillöses Adenom</translation>
    </message>
    <message>
        <source>villous adenoma</source>
        <translation>villöses Adenom</translation>
    </message>
    <message>
        <source>adenoma with high-grade dysplasia</source>
        <translation>Adenom mit hochgradiger Dysplasie</translation>
    </message>
    <message>
        <source>adenocarcinoma</source>
        <translation>Adenokarzinom</translation>
    </message>
    <message>
        <source>inflammatory polyp</source>
        <translation>entzündlicher Polyp</translation>
    </message>
    <message>
        <source>normal mucosa</source>
        <translation>normale Schleimhaut</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/frame_prefetcher.py"/>
        <source>Frame {index} of {path} cannot be read.</source>
        <translation>Bild {index} von {path} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/frame_prefetcher.py"/>
        <source>{path} holds no picture that can be shown.</source>
        <translation>{path} enthält kein Bild, das angezeigt werden kann.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/frame_prefetcher.py"/>
        <source>A picture cannot be shown</source>
        <translation>Ein Bild kann nicht gezeigt werden</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/frame_prefetcher.py"/>
        <source>A picture of {path} cannot be shown</source>
        <translation>Ein Bild von {path} kann nicht gezeigt werden</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/probability_map_file.py"/>
        <source>The saved analysis of this recording was damaged. The recording is being analysed again.</source>
        <translation>Die gespeicherte Analyse dieser Aufnahme war beschädigt. Die Aufnahme wird erneut analysiert.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/probability_map_file.py"/>
        <source>The analysis of this recording cannot be saved, because its cache file cannot be used ({failure}). What is not saved will be analysed again the next time the recording is opened.</source>
        <translation>Die Analyse dieser Aufnahme kann nicht gespeichert werden, da die Datei ihres Zwischenspeichers nicht verwendet werden kann ({failure}). Was nicht gespeichert ist, wird beim nächsten Öffnen der Aufnahme erneut analysiert.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/discovery.py"/>
        <source>Cannot read {file}: {reason}.</source>
        <translation>{file} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/discovery.py"/>
        <source>The sequence of {n} pictures</source>
        <translation>Die Folge von {n} Bildern</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/discovery.py"/>
        <source>{name} is not the recording that was added: its content differs. Add it as another one.</source>
        <translation>{name} ist nicht die hinzugefügte Aufnahme: Der Inhalt ist ein anderer. Als weitere Aufnahme hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/queue_file.py"/>
        <source>it holds no list of recordings</source>
        <translation>sie enthält keine Liste von Aufnahmen</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/queue_file.py"/>
        <source>1 of its recordings is damaged</source>
        <translation>1 ihrer Aufnahmen ist beschädigt</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/queue_file.py"/>
        <source>{n} of its recordings are damaged</source>
        <translation>{n} ihrer Aufnahmen sind beschädigt</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/queue_file.py"/>
        <source>The list of recordings could not be read completely: {reason}.</source>
        <translation>Die Liste der Aufnahmen konnte nicht vollständig gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/queue_file.py"/>
        <source>The file is kept as {backup}.</source>
        <translation>Die Datei bleibt als {backup} erhalten.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/recording_queue.py"/>
        <source>The list of recordings has not been read yet. Try again.</source>
        <translation>Die Liste der Aufnahmen ist noch nicht gelesen. Erneut versuchen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/recording_queue.py"/>
        <source>Another window of Polyp Viewer works through the recordings. Add, remove or move them there.</source>
        <translation>Ein anderes Fenster von Polyp Viewer bearbeitet die Aufnahmen. Dort hinzufügen, entfernen oder verschieben.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/recording_queue.py"/>
        <source>A newer version of Polyp Viewer wrote the list of recordings. Use that version to change it.</source>
        <translation>Eine neuere Version von Polyp Viewer hat die Liste der Aufnahmen geschrieben. Zum Ändern diese Version verwenden.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/recording_queue.py"/>
        <source>The list of recordings cannot be read, so it is not changed.</source>
        <translation>Die Liste der Aufnahmen kann nicht gelesen werden und wird daher nicht geändert.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/recording_queue.py"/>
        <source>The list of recordings in {folder} cannot be opened: {reason}.</source>
        <translation>Die Liste der Aufnahmen in {folder} kann nicht geöffnet werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/recording_queue.py"/>
        <source>The list of recordings in {folder} cannot be opened.</source>
        <translation>Die Liste der Aufnahmen in {folder} kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/recording_queue.py"/>
        <source>The list of recordings cannot be read: {reason}.</source>
        <translation>Die Liste der Aufnahmen kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/recording_queue.py"/>
        <source>The list of recordings cannot be saved.</source>
        <translation>Die Liste der Aufnahmen kann nicht gespeichert werden.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/worker.py"/>
        <source>The queue of recordings has stopped</source>
        <translation>Die Warteschlange der Aufnahmen wurde abgebrochen</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/worker.py"/>
        <source>The analysis has stopped</source>
        <translation>Die Analyse wurde abgebrochen</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/queue/worker.py"/>
        <source>The queue is paused.</source>
        <translation>Die Warteschlange ist angehalten.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/recording_analysis.py"/>
        <source>The analysis of the whole recording has stopped</source>
        <translation>Die Analyse der ganzen Aufnahme wurde abgebrochen</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/analysis/recording_curve.py"/>
        <source>The findings cannot be updated</source>
        <translation>Die Befunde können nicht aktualisiert werden</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/archive/clusters.py"/>
        <source>Work on several machines needs Dask, which is not installed. Install it with: pip install &apos;polyp-viewer[cluster]&apos;.</source>
        <translation>Für die Arbeit auf mehreren Rechnern wird Dask benötigt, das nicht installiert ist. Installieren mit: pip install &apos;polyp-viewer[cluster]&apos;.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/archive/clusters.py"/>
        <source>Work on Slurm needs dask-jobqueue, which is not installed. Install it with: pip install &apos;polyp-viewer[cluster]&apos;.</source>
        <translation>Für die Arbeit mit Slurm wird dask-jobqueue benötigt, das nicht installiert ist. Installieren mit: pip install &apos;polyp-viewer[cluster]&apos;.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/archive/clusters.py"/>
        <source>Slurm needs the cores and the memory of a job: write them into jobqueue.slurm in ~/.config/dask/jobqueue.yaml, as docs/scaling.md shows.</source>
        <translation>Slurm benötigt Kerne und Speicher eines Jobs: in jobqueue.slurm in ~/.config/dask/jobqueue.yaml eintragen, wie docs/scaling.md zeigt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/archive/status.py"/>
        <source>{folder} holds no annotated archive. Choose the output folder of one.</source>
        <translation>{folder} enthält kein annotiertes Archiv. Den Ausgabeordner eines Archivs wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/display_text.py"/>
        <source>{names} and {n} more</source>
        <translation>{names} und {n} weitere</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/errors.py"/>
        <source>{what}: the computer is out of memory. Close other programs and try again.</source>
        <translation>{what}: Der Arbeitsspeicher reicht nicht aus. Andere Programme schließen und erneut versuchen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/errors.py"/>
        <source>{what}: an unexpected error occurred ({name}). The log has the details.</source>
        <translation>{what}: Ein unerwarteter Fehler ist aufgetreten ({name}). Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/annotated_frame.py"/>
        <source>Frame {index} could not be segmented.</source>
        <translation>Bild {index} konnte nicht segmentiert werden.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/burned_in_text.py"/>
        <source>{width} x {height} at ({x}, {y})</source>
        <translation>{width} x {height} bei ({x}, {y})</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/burned_in_text.py"/>
        <source>There may be text in the picture of {name}: {places}. Look at it, and hide it (--redactions), or export without this check (--no-check-text).</source>
        <translation>Im Bild von {name} könnte Text stehen: {places}. Ansehen und schwärzen (--redactions) oder ohne diese Prüfung exportieren (--no-check-text).</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/dicom/objects.py"/>
        <source>{file} is a DICOM file without identifiers, to which no other can refer.</source>
        <translation>{file} ist eine DICOM-Datei ohne Kennungen, auf die keine andere verweisen kann.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/dicom/segmentation.py"/>
        <source>The segmentation is larger than a DICOM file can be. Export a part of the recording.</source>
        <translation>Die Segmentierung ist größer, als eine DICOM-Datei sein kann. Einen Teil der Aufnahme exportieren.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/dicom/segmentation.py"/>
        <source>Frames of different sizes do not fit into one DICOM segmentation.</source>
        <translation>Bilder verschiedener Größe passen nicht in eine DICOM-Segmentierung.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/folder_lock.py"/>
        <source>Another export is writing to {parent}. Try again when it has finished.</source>
        <translation>Ein anderer Export schreibt gerade in {parent}. Nach dessen Ende erneut versuchen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/formats/dicom.py"/>
        <source>The source is no DICOM file, so the DICOM outputs name no patient.</source>
        <translation>Die Quelle ist keine DICOM-Datei; die DICOM-Ausgaben nennen daher keinen Patienten.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/formats/findings.py"/>
        <source>The decisions of {reader} are in the tables.</source>
        <translation>Die Entscheidungen von {reader} stehen in den Tabellen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/formats/findings.py"/>
        <source>; {n} held back</source>
        <translation>; {n} zurückgehalten</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/formats/findings.py"/>
        <source>1 finding by the {policy} in {frames} of {total} frames{held_back}.</source>
        <translation>1 Befund ({policy}) in {frames} von {total} Bildern{held_back}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/formats/findings.py"/>
        <source>{n} findings by the {policy} in {frames} of {total} frames{held_back}.</source>
        <translation>{n} Befunde ({policy}) in {frames} von {total} Bildern{held_back}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/formats/registry.py"/>
        <source>There is no output {unknown}. Choose from {formats}.</source>
        <translation>Die Ausgabe {unknown} gibt es nicht. Zur Wahl stehen {formats}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/formats/registry.py"/>
        <source>No output was chosen. Choose from {formats}.</source>
        <translation>Keine Ausgabe gewählt. Zur Wahl stehen {formats}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/formats/videos.py"/>
        <source>Cannot write {name}: the video encoder does not support pictures of {width} x {height} pixels. Export pictures instead, or a crop.</source>
        <translation>{name} kann nicht geschrieben werden: Der Video-Encoder unterstützt keine Bilder von {width} x {height} Pixeln. Stattdessen Bilder oder einen Zuschnitt exportieren.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/neutral_names.py"/>
        <source>The key {key} would lie inside the output folder {out_folder} and could be shared with it. Choose another location for one of them.</source>
        <translation>Der Schlüssel {key} läge im Ausgabeordner {out_folder} und könnte mit ihm weitergegeben werden. Für eines von beiden einen anderen Ort wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/neutral_names.py"/>
        <source>{key} is not a key of neutral names. Choose another file for the key.</source>
        <translation>{key} ist kein Schlüssel neutraler Namen. Eine andere Datei für den Schlüssel wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/neutral_names.py"/>
        <source>The key {key} cannot be read: {reason}.</source>
        <translation>Der Schlüssel {key} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/own_results.py"/>
        <source>Cannot read the folder {folder}: {reason}.</source>
        <translation>Der Ordner {folder} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/own_results.py"/>
        <source>Cannot write {path}: the existing file or folder was not written by this program, or was changed since. Move it elsewhere, choose another folder, or keep both.</source>
        <translation>{path} kann nicht geschrieben werden: Die vorhandene Datei oder der Ordner stammt nicht von diesem Programm oder wurde seither geändert. Verschieben, einen anderen Ordner wählen oder beides behalten.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/reader_review.py"/>
        <source>{reader} has not reviewed {name}. Readers: {readers}.</source>
        <translation>Von {reader} gibt es keine Durchsicht von {name}. Durchsichten von: {readers}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/reader_review.py"/>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/reader_review.py"/>
        <source>{name} was corrected by {readers}. Choose one of them (--reader).</source>
        <translation>Es gibt mehrere Korrekturen von {name}, von {readers}. Eine davon wählen (--reader).</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/reader_review.py"/>
        <source>{name} was reviewed by {readers}. Choose one of them (--reader).</source>
        <translation>Es gibt mehrere Durchsichten von {name}, von {readers}. Eine davon wählen (--reader).</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/reader_review.py"/>
        <source>Pictures of {name} were corrected by {readers}. Choose one of them (--reader).</source>
        <translation>Es gibt mehrere Korrekturen von Bildern in {name}, von {readers}. Eine davon wählen (--reader).</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/redaction_presets.py"/>
        <source>The viewer&apos;s preset {name}</source>
        <translation>Die Voreinstellung {name} des Programms</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/redaction_presets.py"/>
        <source>No preset or file of redactions is named {name_or_file}.</source>
        <translation>Weder eine Voreinstellung noch eine Datei mit Schwärzungen heißt {name_or_file}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/redaction_presets.py"/>
        <source>The redactions {path} cannot be read: {reason}.</source>
        <translation>Die Schwärzungen {path} können nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/redaction_presets.py"/>
        <source>The redactions {path} cannot be read: {error}.</source>
        <translation>Die Schwärzungen {path} können nicht gelesen werden: {error}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/redaction_presets.py"/>
        <source>the whole</source>
        <translation>das Ganze</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/redaction_presets.py"/>
        <source>{what} is not a valid preset of redactions: {where}: {problem}.</source>
        <translation>{what} ist keine gültige Voreinstellung von Schwärzungen: {where}: {problem}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/redaction_presets.py"/>
        <source>{what} has a rectangle outside pictures of {width_px} x {height_px}.</source>
        <translation>{what} hat ein Rechteck außerhalb von Bildern mit {width_px} x {height_px}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/run_export.py"/>
        <source>several sizes</source>
        <translation>mehrere Größen</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/run_export.py"/>
        <source>The redactions are for pictures of {width} x {height}, but the pictures of {path} have {own}. Choose redactions for that size.</source>
        <translation>Die Schwärzungen gelten für Bilder von {width} x {height}, die Bilder von {path} haben aber {own}. Schwärzungen für diese Größe wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/run_export.py"/>
        <source>Picture {number} of {path} cannot be read, so nothing was written. Save the file again without it, or choose the frames before or after it.</source>
        <translation>Bild {number} von {path} kann nicht gelesen werden, daher wurde nichts geschrieben. Die Datei ohne dieses Bild neu speichern oder die Bilder davor oder danach wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/run_export.py"/>
        <source>{name} in {path} cannot be read, so nothing was written. Open it alone to see why, and replace or remove it.</source>
        <translation>{name} in {path} kann nicht gelesen werden, daher wurde nichts geschrieben. Einzeln öffnen, um den Grund zu sehen, und ersetzen oder entfernen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/run_export.py"/>
        <source>{path} contains no frame to write.</source>
        <translation>{path} enthält kein Bild, das geschrieben werden kann.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/run_export.py"/>
        <source>1 frame was written all black: a redaction rectangle or the crop lies outside pictures of that size.</source>
        <translation>1 Bild wurde ganz schwarz geschrieben: Ein geschwärztes Rechteck oder der Zuschnitt liegt außerhalb von Bildern dieser Größe.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/run_export.py"/>
        <source>{n} frames were written all black: a redaction rectangle or the crop lies outside pictures of that size.</source>
        <translation>{n} Bilder wurden ganz schwarz geschrieben: Ein geschwärztes Rechteck oder der Zuschnitt liegt außerhalb von Bildern dieser Größe.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/run_export.py"/>
        <source>The masks of {corrections} count instead of the model&apos;s.</source>
        <translation>Statt der Masken des Modells zählen korrigierte Masken: {corrections}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/run_export.py"/>
        <source>The key to the neutral names is {file}.</source>
        <translation>Der Schlüssel zu den neutralen Namen ist {file}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/staging.py"/>
        <source>{error} The earlier results are in {folder}.</source>
        <translation>{error} Die früheren Ergebnisse liegen in {folder}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/export/staging.py"/>
        <source>{folder} already holds {existing}. Choose another folder, or allow them to be overwritten.</source>
        <translation>{folder} enthält bereits {existing}. Einen anderen Ordner wählen oder das Überschreiben erlauben.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/atomic_files.py"/>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/atomic_files.py"/>
        <source>the disk quota is used up</source>
        <translation>das Speicherkontingent ist ausgeschöpft</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/atomic_files.py"/>
        <source>no permission to write there</source>
        <translation>dort fehlt die Schreibberechtigung</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/atomic_files.py"/>
        <source>the drive is read-only</source>
        <translation>das Laufwerk ist schreibgeschützt</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/atomic_files.py"/>
        <source>the name is too long</source>
        <translation>der Name ist zu lang</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/atomic_files.py"/>
        <source>the folder is gone</source>
        <translation>der Ordner ist nicht mehr vorhanden</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/atomic_files.py"/>
        <source>part of the path is a file, not a folder</source>
        <translation>ein Teil des Pfads ist eine Datei, kein Ordner</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/atomic_files.py"/>
        <source>a file of that name already exists</source>
        <translation>eine Datei dieses Namens besteht bereits</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/atomic_files.py"/>
        <source>a folder of that name already exists</source>
        <translation>ein Ordner dieses Namens besteht bereits</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/atomic_files.py"/>
        <source>the file would be larger than the drive allows</source>
        <translation>die Datei wäre größer, als das Laufwerk erlaubt</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/atomic_files.py"/>
        <source>the drive failed</source>
        <translation>das Laufwerk ist ausgefallen</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/atomic_files.py"/>
        <source>Cannot write {path}: {reason}.</source>
        <translation>{path} kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/input_protection.py"/>
        <source>{output} would replace {found}, which is an input. Choose another output location.</source>
        <translation>{output} würde die Eingabe {found} ersetzen. Einen anderen Ausgabeort wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/input_protection.py"/>
        <source>{output} contains {found}, which is an input. Choose another output location.</source>
        <translation>{output} enthält die Eingabe {found}. Einen anderen Ausgabeort wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/input_protection.py"/>
        <source>{output} lies inside {found}, which is an input. Choose a location outside of it.</source>
        <translation>{output} liegt in der Eingabe {found}. Einen Ort außerhalb wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/json_files.py"/>
        <source>it is not text</source>
        <translation>es ist kein Text</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/json_files.py"/>
        <source>it is nested too deeply</source>
        <translation>die Verschachtelung ist zu tief</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/json_files.py"/>
        <source>it is not JSON from line {line}, column {column} on</source>
        <translation>ab Zeile {line}, Spalte {column} ist es kein JSON</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/json_files.py"/>
        <source>it holds the number {number}, which is out of range</source>
        <translation>die Zahl {number} liegt außerhalb des zulässigen Bereichs</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/json_files.py"/>
        <source>it holds the key {key} twice</source>
        <translation>der Schlüssel {key} kommt zweimal vor</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/regular_files.py"/>
        <source>it is a folder, not a file</source>
        <translation>es ist ein Ordner, keine Datei</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/regular_files.py"/>
        <source>it is a pipe, not a file</source>
        <translation>es ist eine Pipe, keine Datei</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/regular_files.py"/>
        <source>it is a socket, not a file</source>
        <translation>es ist ein Socket, keine Datei</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/regular_files.py"/>
        <source>it is a device, not a file</source>
        <translation>es ist ein Gerät, keine Datei</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/regular_files.py"/>
        <source>it does not exist, or is a link to a file that does not</source>
        <translation>nicht vorhanden, oder ein Link auf eine Datei, die nicht vorhanden ist</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/regular_files.py"/>
        <source>it is a link that leads back to itself</source>
        <translation>es ist ein Link, der auf sich selbst zurückführt</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/files/regular_files.py"/>
        <source>it is not a file</source>
        <translation>es ist keine Datei</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/findings/policy_file.py"/>
        <source>No policy or file is named {name_or_file}. Choose {presets}, or a JSON or TOML file.</source>
        <translation>Weder eine Alarmregel noch eine Datei heißt {name_or_file}. {presets} oder eine JSON- oder TOML-Datei wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/findings/policy_file.py"/>
        <source>The policy {path} cannot be read: {reason}.</source>
        <translation>Die Alarmregel {path} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/findings/policy_file.py"/>
        <source>{path} is not a valid policy: {where}{problem}.</source>
        <translation>{path} ist keine gültige Alarmregel: {where}{problem}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/findings/policy_file.py"/>
        <source>{path} is not a valid policy: {error}.</source>
        <translation>{path} ist keine gültige Alarmregel: {error}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/findings/policy_file.py"/>
        <source>The card of {path} has no policy. Choose {presets}, or a file.</source>
        <translation>Die Modellkarte von {path} enthält keine Alarmregel. {presets} oder eine Datei wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/findings/policy_file.py"/>
        <source>The policy in the card of {path} is not valid.</source>
        <translation>Die Alarmregel in der Modellkarte von {path} ist nicht gültig.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/header.py"/>
        <source>{path} is a DICOM file that cannot be read, or it is damaged.</source>
        <translation>{path} ist eine DICOM-Datei, die nicht gelesen werden kann oder beschädigt ist.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/header.py"/>
        <location filename="../../../polyp_core/frames/file_kinds.py"/>
        <location filename="../../../polyp_core/frames/stills/image_files.py"/>
        <location filename="../../../polyp_core/frames/video/container.py"/>
        <source>{path} does not exist. Check whether it was moved or its drive unplugged.</source>
        <translation>{path} ist nicht vorhanden. Prüfen, ob die Datei verschoben oder das Laufwerk entfernt wurde.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/header.py"/>
        <location filename="../../../polyp_core/frames/file_kinds.py"/>
        <location filename="../../../polyp_core/frames/stills/image_files.py"/>
        <location filename="../../../polyp_core/frames/stills/image_stack.py"/>
        <location filename="../../../polyp_core/frames/video/container.py"/>
        <location filename="../../../polyp_core/frames/video/file_watch.py"/>
        <location filename="../../../polyp_core/frames/video/indexer.py"/>
        <location filename="../../../polyp_core/frames/video/shared_index.py"/>
        <source>Cannot read {path}: {reason}.</source>
        <translation>{path} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/header.py"/>
        <source>{path} is a DICOM file without a transfer syntax: it cannot be read, or it is damaged.</source>
        <translation>{path} ist eine DICOM-Datei ohne Transfersyntax: Sie kann nicht gelesen werden oder ist beschädigt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/header.py"/>
        <location filename="../../../polyp_core/frames/video/video_tracks.py"/>
        <source>of an unknown kind</source>
        <translation>von unbekannter Art</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/header.py"/>
        <source>{path} is a DICOM file without pictures ({kind}), or it is cut off before them.</source>
        <translation>{path} ist eine DICOM-Datei ohne Bilder ({kind}), oder sie endet vor ihnen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/header.py"/>
        <source>{path} is a DICOM file that lacks tags of its pictures: {missing}.</source>
        <translation>{path} ist eine DICOM-Datei, der Attribute ihrer Bilder fehlen: {missing}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/header.py"/>
        <source>{path} is a DICOM file with pictures as {name}, for which this program has no decoder. Export it as a video (MP4) or as pictures (PNG) from the program that wrote it.</source>
        <translation>{path} ist eine DICOM-Datei mit Bildern als {name}, die dieses Programm nicht dekodieren kann. Aus dem Programm, das sie geschrieben hat, als Video (MP4) oder Bilder (PNG) exportieren.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/pictures.py"/>
        <source>{path} is a DICOM file with a recording, not pictures. Open it alone.</source>
        <translation>{path} ist eine DICOM-Datei mit einer Aufnahme statt Bildern. Einzeln öffnen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/pictures.py"/>
        <source>The file holds more than the {n} picture that it announces, which is not shown.</source>
        <translation>Die Datei enthält mehr als das {n} angekündigte Bild; die übrigen werden nicht gezeigt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/pictures.py"/>
        <source>The file holds more than the {n} pictures that it announces, which are not shown.</source>
        <translation>Die Datei enthält mehr als die {n} angekündigten Bilder; die übrigen werden nicht gezeigt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/series.py"/>
        <source>{path} is no DICOM folder or DICOMDIR, so it has no series. Leave --series out.</source>
        <translation>{path} ist weder ein DICOM-Ordner noch ein DICOMDIR und hat daher keine Serien. --series weglassen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/series.py"/>
        <source>{path} has several DICOM series ({listed}). Choose one (--series).</source>
        <translation>{path} hat mehrere DICOM-Serien ({listed}). Eine davon wählen (--series).</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/series.py"/>
        <source>one DICOM series</source>
        <translation>eine DICOM-Serie</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/series.py"/>
        <source>{n} DICOM series</source>
        <translation>{n} DICOM-Serien</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/series.py"/>
        <source>{path} has {has}: there is no series {number}.</source>
        <translation>{path} hat {has}: Eine Serie {number} gibt es nicht.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/series.py"/>
        <source>{path} lists no DICOM file with pictures that is there.</source>
        <translation>{path} verzeichnet keine vorhandene DICOM-Datei mit Bildern.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/series.py"/>
        <source>Cannot read {index}: {reason}.</source>
        <translation>{index} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/series.py"/>
        <source>{title}, video{size}, {frames}</source>
        <translation>{title}, Video{size}, {frames}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/series.py"/>
        <source>{title}, frames{size}, {frames}</source>
        <translation>{title}, Einzelbilder{size}, {frames}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/series.py"/>
        <source>{title}, 1 still{size}</source>
        <translation>{title}, 1 Standbild{size}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/series.py"/>
        <source>{title}, {n} stills{size}</source>
        <translation>{title}, {n} Standbilder{size}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/series.py"/>
        <location filename="../../../polyp_core/frames/recording_frames.py"/>
        <location filename="../../../polyp_core/frames/video/truncation.py"/>
        <location filename="../../../polyp_core/review/records.py"/>
        <location filename="../../../polyp_core/review/review_json.py"/>
        <source>{n} frame</source>
        <translation>{n} Bild</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/series.py"/>
        <location filename="../../../polyp_core/frames/recording_frames.py"/>
        <location filename="../../../polyp_core/frames/video/truncation.py"/>
        <location filename="../../../polyp_core/review/records.py"/>
        <location filename="../../../polyp_core/review/review_json.py"/>
        <source>{n} frames</source>
        <translation>{n} Bilder</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/series.py"/>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/series.py"/>
        <source>Series {number}</source>
        <translation>Serie {number}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/dicom/video_stream.py"/>
        <source>{path} is a DICOM file whose video is empty.</source>
        <translation>{path} ist eine DICOM-Datei, deren Video leer ist.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/file_kinds.py"/>
        <source>an OpenEXR picture</source>
        <translation>ein OpenEXR-Bild</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/file_kinds.py"/>
        <source>a Radiance HDR picture</source>
        <translation>ein Radiance-HDR-Bild</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/file_kinds.py"/>
        <source>a Photoshop file</source>
        <translation>eine Photoshop-Datei</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/file_kinds.py"/>
        <source>a JPEG XL picture</source>
        <translation>ein JPEG-XL-Bild</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/file_kinds.py"/>
        <source>a PFM picture</source>
        <translation>ein PFM-Bild</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/file_kinds.py"/>
        <source>a PDF file</source>
        <translation>eine PDF-Datei</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/file_kinds.py"/>
        <source>{path} is a raw camera file, which this program does not read. Save it as PNG or JPEG.</source>
        <translation>{path} ist eine Kamera-Rohdatei, die dieses Programm nicht liest. Als PNG oder JPEG speichern.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/file_kinds.py"/>
        <source>{path} is {what}, which this program does not read. Save it as PNG or JPEG.</source>
        <translation>{path} ist {what}; solche Dateien liest dieses Programm nicht. Als PNG oder JPEG speichern.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/frame.py"/>
        <source>{source_has} no video tracks. Leave --video-stream out.</source>
        <translation>{source_has} keine Videospuren. --video-stream weglassen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/open.py"/>
        <source>Several images have</source>
        <translation>Mehrere Bilder haben</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/open.py"/>
        <source>No images were chosen.</source>
        <translation>Es wurden keine Bilder gewählt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/open.py"/>
        <source>The folder {path} has</source>
        <translation>Der Ordner {path} hat</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/open.py"/>
        <source>The picture {path} has</source>
        <translation>Das Bild {path} hat</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/recording_frames.py"/>
        <source>{recording} has {frames}, so there is no frame {index}.</source>
        <translation>{recording} hat {frames}, ein Bild {index} gibt es also nicht.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/recording_frames.py"/>
        <source>Frame {index} of {recording} is damaged.</source>
        <translation>Bild {index} von {recording} ist beschädigt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/recording_frames.py"/>
        <source>{recording} does not exist. Check whether it was moved.</source>
        <translation>{recording} ist nicht vorhanden. Prüfen, ob die Datei verschoben wurde.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/reopening.py"/>
        <location filename="../../../polyp_core/frames/video/file_watch.py"/>
        <source>{path} has changed since it was opened. Open it again.</source>
        <translation>{path} wurde seit dem Öffnen geändert. Erneut öffnen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/reopening.py"/>
        <source>One of the {n} images</source>
        <translation>Eines der {n} Bilder</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/size_limit.py"/>
        <source>{path} is too large: it has {width_px} x {height_px} pixels, and at most {most_side_px} a side and {most_megapixels} megapixels are read. Make it smaller, or cut out the part that is needed.</source>
        <translation>{path} ist zu groß: Das Bild hat {width_px} x {height_px} Pixel; gelesen werden höchstens {most_side_px} je Seite und {most_megapixels} Megapixel. Verkleinern oder den benötigten Teil ausschneiden.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/cut_notes.py"/>
        <source>The file is cut: it holds {held} of the {stated} pictures that it announces.</source>
        <translation>Die Datei ist abgeschnitten: Sie enthält {held} der {stated} angekündigten Bilder.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/cut_notes.py"/>
        <source>The file is cut: it goes on after the {n} picture that is left.</source>
        <translation>Die Datei ist abgeschnitten: Nach dem {n} vorhandenen Bild fehlt der Rest.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/cut_notes.py"/>
        <source>The file is cut: it goes on after the {n} pictures that are left.</source>
        <translation>Die Datei ist abgeschnitten: Nach den {n} vorhandenen Bildern fehlt der Rest.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_files.py"/>
        <source>{path} holds {pictures} pictures, but an image of a dataset must be one. Save each as its own file.</source>
        <translation>{path} enthält {pictures} Bilder, ein Bild eines Datensatzes muss aber ein einzelnes sein. Jedes als eigene Datei speichern.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_files.py"/>
        <location filename="../../../polyp_core/review/review_file.py"/>
        <source>{path} is empty.</source>
        <translation>{path} ist leer.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>it cannot be read</source>
        <translation>es kann nicht gelesen werden</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>{name} ({reason})</source>
        <translation>{name} ({reason})</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>Cannot list {folder}: {reason}.</source>
        <translation>Der Inhalt von {folder} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>Left out, because they are not readable files: {names}.</source>
        <translation>Ausgelassen, weil keine lesbaren Dateien: {names}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>{n} {kind}</source>
        <translation>{n} {kind}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>1 of {total} files is no picture and is left out: {counted}.</source>
        <translation>1 von {total} Dateien ist kein Bild und wird ausgelassen: {counted}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>{other} of {total} files are not pictures and are left out: {counted}.</source>
        <translation>{other} von {total} Dateien sind keine Bilder und werden ausgelassen: {counted}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>without a suffix</source>
        <translation>ohne Endung</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source> The folder {name} in it does: open that one.</source>
        <translation> Der Ordner {name} darin schon: diesen öffnen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source> Left out: {names}.</source>
        <translation> Ausgelassen: {names}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source> It holds 1 DICOM file: open it.</source>
        <translation> Er enthält 1 DICOM-Datei: diese öffnen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source> It holds {n} DICOM files: open one of them, or choose a series.</source>
        <translation> Er enthält {n} DICOM-Dateien: eine davon öffnen oder eine Serie wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>The folder {folder} holds no images ({suffixes}).{left_out}{hint}{advice}</source>
        <translation>Der Ordner {folder} enthält keine Bilder ({suffixes}).{left_out}{hint}{advice}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>None of the {count} images in {folder} can be read. They may be damaged.</source>
        <translation>Keines der {count} Bilder in {folder} kann gelesen werden. Vielleicht sind sie beschädigt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>{path} is an image of a kind whose size cannot be found. Save it as PNG and try again.</source>
        <translation>{path} ist ein Bild, dessen Größe sich nicht feststellen lässt. Als PNG speichern und erneut versuchen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>1 image cannot be read; a black frame stands in its place: {names}.</source>
        <translation>1 Bild kann nicht gelesen werden; an seiner Stelle steht ein schwarzes Bild: {names}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>{n} images cannot be read; black frames stand in their places: {names}.</source>
        <translation>{n} Bilder können nicht gelesen werden; an ihrer Stelle stehen schwarze Bilder: {names}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>1 file holds several pictures, of which one is shown: {names}.</source>
        <translation>1 Datei enthält mehrere Bilder, von denen eines gezeigt wird: {names}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>{n} files hold several pictures, of which one is shown: {names}.</source>
        <translation>{n} Dateien enthalten mehrere Bilder, von denen jeweils eines gezeigt wird: {names}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_sequence.py"/>
        <source>{parent} can no longer be reached. Check the drive, then open it again.</source>
        <translation>{parent} ist nicht mehr erreichbar. Das Laufwerk prüfen, dann erneut öffnen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_stack.py"/>
        <source>Pictures that cannot be read, shown as black frames: number {numbers} and others.</source>
        <translation>Bilder, die nicht gelesen werden können und schwarz gezeigt werden: Nummer {numbers} und weitere.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_stack.py"/>
        <source>Pictures that cannot be read, shown as black frames: number {numbers}.</source>
        <translation>Bilder, die nicht gelesen werden können und schwarz gezeigt werden: Nummer {numbers}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_stack.py"/>
        <location filename="../../../polyp_core/frames/video/video_file.py"/>
        <source>{path} is closed.</source>
        <translation>{path} ist geschlossen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/image_stack.py"/>
        <location filename="../../../polyp_core/frames/video/picture_reader.py"/>
        <source>{path} can no longer be read. Check the drive or the network, then open it again.</source>
        <translation>{path} kann nicht mehr gelesen werden. Das Laufwerk oder das Netzwerk prüfen, dann erneut öffnen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/picture_files.py"/>
        <location filename="../../../polyp_core/frames/stills/tiff.py"/>
        <location filename="../../../polyp_core/frames/stills/tiff_pictures.py"/>
        <source>{path} is not an image that can be read, or it is damaged.</source>
        <translation>{path} ist kein lesbares Bild oder ist beschädigt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/picture_files.py"/>
        <source>{path} cannot be shown as an image: {err}.</source>
        <translation>{path} kann nicht als Bild angezeigt werden: {err}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/published_recordings.py"/>
        <source>{table} does not list the recording {name}.</source>
        <translation>{table} nennt die Aufnahme {name} nicht.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/published_recordings.py"/>
        <source>{folder} has no folder with annotations, such as 001-001{ending}.</source>
        <translation>{folder} enthält keinen Ordner mit Annotationen, zum Beispiel 001-001{ending}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/published_recordings.py"/>
        <source>{folder} has no list of boxes (TXT).</source>
        <translation>{folder} enthält keine Liste von Rahmen (TXT).</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/published_recordings.py"/>
        <location filename="../../../polyp_core/review/review_json.py"/>
        <source>{path} cannot be read: {reason}.</source>
        <translation>{path} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/published_recordings.py"/>
        <source>{path} does not have the columns unique_video_name and fps, or is damaged.</source>
        <translation>In {path} fehlen die Spalten unique_video_name und fps, oder die Datei ist beschädigt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/sample_levels.py"/>
        <source>The pictures hold {bits} bits in 16: they are shown at their full brightness.</source>
        <translation>Die Bilder nutzen {bits} von 16 Bit: Sie werden mit voller Helligkeit gezeigt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/sample_levels.py"/>
        <source>The pictures hold numbers from {low} to {high}: the lowest is shown black, the highest white.</source>
        <translation>Die Bilder enthalten Zahlen von {low} bis {high}: Die kleinste wird schwarz gezeigt, die größte weiß.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/tiff_pictures.py"/>
        <source>{path} is a raw camera file, which this program does not read. Save it as PNG.</source>
        <translation>{path} ist eine Kamera-Rohdatei, die dieses Programm nicht liest. Als PNG speichern.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/tiff_pictures.py"/>
        <source>{path} holds complex numbers, which are no picture. Save it as PNG.</source>
        <translation>{path} enthält komplexe Zahlen, die kein Bild sind. Als PNG speichern.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/tiff_pictures.py"/>
        <source>{path} holds a volume and not pictures. Save its slices as a stack, or as PNG.</source>
        <translation>{path} enthält ein Volumen statt Bildern. Dessen Schichten als Stapel oder als PNG speichern.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/tiff_pictures.py"/>
        <source>{path} holds {samplesperpixel} channels, and a picture has red, green and blue. Save it as RGB.</source>
        <translation>{path} enthält {samplesperpixel} Kanäle; ein Bild hat Rot, Grün und Blau. Als RGB speichern.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/stills/tiff_pictures.py"/>
        <source>{path} holds samples of {bitspersample} bits, which are not read. Save it with 8 or 16.</source>
        <translation>{path} enthält Werte mit {bitspersample} Bit, die nicht gelesen werden. Mit 8 oder 16 Bit speichern.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/clock_jumps.py"/>
        <source>The recording&apos;s clock jumps ahead by {jump} at {at}; playback continues without the pause.</source>
        <translation>Die Uhr der Aufnahme springt bei {at} um {jump} vor; die Wiedergabe läuft ohne die Pause weiter.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/clock_jumps.py"/>
        <source>The recording&apos;s clock jumps ahead {n} times, by {total} in all, first at {at}; playback continues without the pauses.</source>
        <translation>Die Uhr der Aufnahme springt {n}-mal vor, insgesamt um {total}, zuerst bei {at}; die Wiedergabe läuft ohne die Pausen weiter.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/container.py"/>
        <source>{path} is empty: nothing was recorded or copied into it.</source>
        <translation>{path} ist leer: Es wurde nichts aufgezeichnet oder hineinkopiert.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/container.py"/>
        <source>{path} is a DICOM file whose video cannot be read, or it is damaged.</source>
        <translation>{path} ist eine DICOM-Datei, deren Video nicht gelesen werden kann oder beschädigt ist.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/container.py"/>
        <source>{path} is not a video but a text file.</source>
        <translation>{path} ist kein Video, sondern eine Textdatei.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/container.py"/>
        <source>{path} holds sound but no picture.</source>
        <translation>{path} enthält Ton, aber kein Bild.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/container.py"/>
        <source>{path} contains no video.</source>
        <translation>{path} enthält kein Video.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/container.py"/>
        <source>{n} video tracks</source>
        <translation>{n} Videospuren</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/container.py"/>
        <source>one video track</source>
        <translation>eine Videospur</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/container.py"/>
        <source>{path} has {tracks}: there is no track {track}.</source>
        <translation>{path} hat {tracks}: Eine Spur {track} gibt es nicht.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/container.py"/>
        <source>{path} uses a video codec that this program cannot decode. Convert it to MP4 (H.264).</source>
        <translation>{path} verwendet einen Video-Codec, den dieses Programm nicht dekodieren kann. In MP4 (H.264) umwandeln.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/container.py"/>
        <source>Cannot read {path}: no permission.</source>
        <translation>{path} kann nicht gelesen werden: keine Berechtigung.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/container.py"/>
        <source>{path} cannot be opened: its index is missing, so the recording was probably cut off or only partly copied. Copy it again from the recorder, or repair it with a video repair tool.</source>
        <translation>{path} kann nicht geöffnet werden: Der Index fehlt, die Aufnahme wurde also wohl abgebrochen oder nur teilweise kopiert. Erneut vom Rekorder kopieren oder mit einem Programm zur Videoreparatur wiederherstellen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/container.py"/>
        <source>{path} is not a video that this program can read, or it is damaged.</source>
        <translation>{path} ist kein Video, das dieses Programm lesen kann, oder ist beschädigt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/indexer.py"/>
        <source>The file could no longer be read while its frames were counted, so only those found until then are there. Check its drive or the network, then open it again.</source>
        <translation>Die Datei konnte beim Zählen ihrer Bilder nicht mehr gelesen werden; nur die bis dahin gefundenen sind vorhanden. Das Laufwerk oder das Netzwerk prüfen, dann erneut öffnen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/indexer.py"/>
        <source>{path} was closed before the frame was read.</source>
        <translation>{path} wurde geschlossen, bevor das Bild gelesen war.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/indexer.py"/>
        <source>The frames of {path} cannot be counted</source>
        <translation>Die Bilder von {path} können nicht gezählt werden</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/indexer.py"/>
        <source>The file&apos;s packets do not identify its frames reliably, so the whole file is decoded to count them.</source>
        <translation>Die Pakete der Datei bezeichnen ihre Bilder nicht zuverlässig; zum Zählen wird die ganze Datei dekodiert.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/indexer.py"/>
        <source>The recorder&apos;s clock restarts once in this file; the times shown continue across it.</source>
        <translation>Die Uhr des Rekorders beginnt in dieser Datei einmal neu; die gezeigten Zeiten laufen darüber hinweg weiter.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/indexer.py"/>
        <source>The recorder&apos;s clock restarts {n} times in this file; the times shown continue across it.</source>
        <translation>Die Uhr des Rekorders beginnt in dieser Datei {n}-mal neu; die gezeigten Zeiten laufen darüber hinweg weiter.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/picture_reader.py"/>
        <source>No picture in {path} can be decoded: the file is damaged or is not a video.</source>
        <translation>Kein Bild in {path} kann dekodiert werden: Die Datei ist beschädigt oder kein Video.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/picture_reader.py"/>
        <source>{path} was closed while a frame was read.</source>
        <translation>{path} wurde geschlossen, während ein Bild gelesen wurde.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/picture_shape.py"/>
        <source>From {time} (frame {frame})</source>
        <translation>Ab {time} (Bild {frame})</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/picture_shape.py"/>
        <source>At {time} (frame {frame})</source>
        <translation>Bei {time} (Bild {frame})</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/picture_shape.py"/>
        <source>{at} the file asks for pictures turned otherwise than at its beginning; they are shown as it asks.</source>
        <translation>{at} verlangt die Datei anders gedrehte Bilder als am Anfang; sie werden so gezeigt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/picture_shape.py"/>
        <source>{at} pictures are {size} instead of {first_size}: they are fitted into {first_size}, with black bars where their shape differs.</source>
        <translation>{at} sind die Bilder {size} statt {first_size} groß: Sie werden in {first_size} eingepasst, mit schwarzen Balken, wo die Form abweicht.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/truncation.py"/>
        <source>The file is incomplete: it contains {indexed} s of the {declared} s that its header states. It plays up to there; copy it again to get the rest.</source>
        <translation>Die Datei ist unvollständig: Sie enthält {indexed} s der {declared} s, die ihr Kopf angibt. Bis dorthin wird sie abgespielt; für den Rest erneut kopieren.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/truncation.py"/>
        <source>The file is incomplete: it ends within its last picture. It plays up to there.</source>
        <translation>Die Datei ist unvollständig: Sie endet innerhalb ihres letzten Bildes. Bis dorthin wird sie abgespielt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/truncation.py"/>
        <source>The DICOM header states {frames}, but the file holds {held}. These are shown.</source>
        <translation>Der DICOM-Kopf gibt {frames} an, die Datei enthält aber {held}. Diese werden gezeigt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/video_file.py"/>
        <source>The pictures of {path} cannot be shown</source>
        <translation>Die Bilder von {path} können nicht gezeigt werden</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/video_file.py"/>
        <source>Frame {index} of {path} cannot be shown</source>
        <translation>Bild {index} von {path} kann nicht gezeigt werden</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/video_tracks.py"/>
        <source>Video track {number} of {n} ({description}) is not shown.</source>
        <translation>Videospur {number} von {n} ({description}) wird nicht gezeigt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/video_tracks.py"/>
        <source>Choose it under View &gt; Video track, or with --video-stream {number}.</source>
        <translation>Unter Ansicht &gt; Videospur oder mit --video-stream {number} wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/video_tracks.py"/>
        <source>This program cannot decode it.</source>
        <translation>Dieses Programm kann sie nicht dekodieren.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/video_tracks.py"/>
        <source>{number} ({description})</source>
        <translation>{number} ({description})</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/frames/video/video_tracks.py"/>
        <source>Of {n} video tracks, {listed} are not shown. Choose one under View &gt; Video track, or with --video-stream.</source>
        <translation>Von {n} Videospuren werden {listed} nicht gezeigt. Eine unter Ansicht &gt; Videospur oder mit --video-stream wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/encoder_features.py"/>
        <source>The model&apos;s features cannot be computed: {last_line}</source>
        <translation>Die Merkmale des Modells können nicht berechnet werden: {last_line}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/encoder_features.py"/>
        <source>The model&apos;s features cannot be computed: {error}</source>
        <translation>Die Merkmale des Modells können nicht berechnet werden: {error}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/encoder_features.py"/>
        <source>The model has no feature maps.</source>
        <translation>Das Modell hat keine Merkmalskarten.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/openvino_engine.py"/>
        <source>OpenVINO did not make the model ready within {seconds} seconds on {device}.</source>
        <translation>OpenVINO hat das Modell nicht innerhalb von {seconds} Sekunden auf {device} vorbereitet.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/openvino_engine.py"/>
        <location filename="../../../polyp_core/inference/torch_engine.py"/>
        <source>The model returned values that are not numbers on {device}.</source>
        <translation>Das Modell hat auf {device} Werte geliefert, die keine Zahlen sind.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/openvino_engine.py"/>
        <location filename="../../../polyp_core/inference/torch_engine.py"/>
        <source>The model was closed.</source>
        <translation>Das Modell wurde geschlossen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/openvino_engine.py"/>
        <source>The model did not answer within {seconds} seconds on {device}.</source>
        <translation>Das Modell hat auf {device} nicht innerhalb von {seconds} Sekunden geantwortet.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/openvino_engine.py"/>
        <location filename="../../../polyp_core/inference/torch_engine.py"/>
        <source>There is not enough memory on {device} to run the model.</source>
        <translation>Der Speicher auf {device} reicht für das Modell nicht aus.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/openvino_engine.py"/>
        <source>OpenVINO failed on {device}: {last_line}</source>
        <translation>OpenVINO ist auf {device} fehlgeschlagen: {last_line}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/openvino_graph.py"/>
        <source>The model could not be prepared for OpenVINO: {error}</source>
        <translation>Das Modell konnte nicht für OpenVINO vorbereitet werden: {error}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/openvino_graph.py"/>
        <source>{path} holds no graph.</source>
        <translation>{path} enthält keinen Graphen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/openvino_graph.py"/>
        <source>{path} has no graph for OpenVINO, and making one needs PyTorch, which this installation lacks. Package the model again, with polyp-train package, or use the whole program.</source>
        <translation>{path} enthält keinen Graphen für OpenVINO; ihn zu erzeugen erfordert PyTorch, das dieser Installation fehlt. Das Modell mit polyp-train package neu verpacken oder das vollständige Programm verwenden.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/openvino_graph.py"/>
        <source>The model could not be prepared for OpenVINO: {error}.</source>
        <translation>Das Modell konnte nicht für OpenVINO vorbereitet werden: {error}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/openvino_graph.py"/>
        <source>The model could not be prepared for OpenVINO within {minutes} minutes.</source>
        <translation>Das Modell konnte nicht innerhalb von {minutes} Minuten für OpenVINO vorbereitet werden.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/openvino_graph.py"/>
        <source>the conversion ended with code {code}</source>
        <translation>die Konvertierung endete mit Code {code}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/openvino_graph.py"/>
        <source>The model could not be prepared for OpenVINO: {last_line}</source>
        <translation>Das Modell konnte nicht für OpenVINO vorbereitet werden: {last_line}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/openvino_graph.py"/>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>The model file {path} has changed since it was opened. Open it again.</source>
        <translation>Die Modelldatei {path} wurde seit dem Öffnen geändert. Erneut öffnen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/segmenter.py"/>
        <source>There is no CUDA device on this machine. Choose the CPU, or install the NVIDIA graphics driver.</source>
        <translation>Dieser Computer hat kein CUDA-Gerät. Die CPU wählen oder den NVIDIA-Grafiktreiber installieren.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/segmenter.py"/>
        <source>A graphics card needs PyTorch, which is not part of this installation. Choose the CPU.</source>
        <translation>Eine Grafikkarte braucht PyTorch, das in dieser Installation fehlt. Die CPU wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/segmenter.py"/>
        <source>The model now runs on another engine, which may be slower.</source>
        <translation>Das Modell läuft jetzt mit einer anderen Engine, die langsamer sein kann.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/segmenter.py"/>
        <source>No engine on this computer can run the model.</source>
        <translation>Keine Rechenumgebung dieses Computers kann das Modell ausführen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/segmenter.py"/>
        <source>OpenVINO cannot be loaded: {error}.</source>
        <translation>OpenVINO kann nicht geladen werden: {error}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/segmenter_thread.py"/>
        <source>The model was closed before frame {index} was analysed. Open the model again.</source>
        <translation>Das Modell wurde geschlossen, bevor Bild {index} analysiert war. Das Modell erneut öffnen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/torch_engine.py"/>
        <source>The model card of {path} names the network {title}, but the weights are those of another network. Choose another model file.</source>
        <translation>Die Modellkarte von {path} nennt das Netz {title}, die Gewichte gehören aber zu einem anderen Netz. Eine andere Modelldatei wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/torch_engine.py"/>
        <source>The installed PyTorch cannot use this machine&apos;s NVIDIA graphics card. Install the CUDA build of PyTorch: uv pip install --torch-backend=auto torch torchvision</source>
        <translation>Das installierte PyTorch kann die NVIDIA-Grafikkarte dieses Rechners nicht verwenden. PyTorch mit CUDA installieren: uv pip install --torch-backend=auto torch torchvision</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/inference/torch_engine.py"/>
        <source>{device} failed: {first_line}</source>
        <translation>{device} ist ausgefallen: {first_line}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/coco.py"/>
        <source>an annotation is of the image {id}, which is not listed</source>
        <translation>eine Annotation gehört zum Bild {id}, das nicht aufgeführt ist</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/coco.py"/>
        <location filename="../../../polyp_core/label_formats/datumaro.py"/>
        <source>an annotation of the category {id}, which is not listed</source>
        <translation>eine Annotation der Kategorie {id}, die nicht aufgeführt ist</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/coco.py"/>
        <location filename="../../../polyp_core/label_formats/datumaro.py"/>
        <location filename="../../../polyp_core/label_formats/label_files.py"/>
        <location filename="../../../polyp_core/label_formats/labelme.py"/>
        <location filename="../../../polyp_core/label_formats/mot.py"/>
        <location filename="../../../polyp_core/label_formats/xml_files.py"/>
        <location filename="../../../polyp_core/label_formats/yolo.py"/>
        <source>The labels {path} cannot be read: {reason}.</source>
        <translation>Die Labels {path} können nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/coco.py"/>
        <source>{path} is not a COCO file of object annotations, or is damaged: {reason}.</source>
        <translation>{path} ist keine COCO-Datei mit Objektannotationen oder ist beschädigt: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/coco.py"/>
        <source>several entries have the id {id}</source>
        <translation>mehrere Einträge haben die ID {id}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/coco.py"/>
        <location filename="../../../polyp_core/label_formats/datumaro.py"/>
        <source>an annotation that cannot be read ({reason})</source>
        <translation>eine Annotation, die nicht gelesen werden kann ({reason})</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/coco.py"/>
        <source>neither a box nor a segmentation</source>
        <translation>weder Rahmen noch Segmentierung</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/cvat.py"/>
        <source>{path} is not a CVAT file, or is damaged: {error}.</source>
        <translation>{path} ist keine CVAT-Datei oder ist beschädigt: {error}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/cvat.py"/>
        <location filename="../../../polyp_core/label_formats/labelme.py"/>
        <source>a shape that cannot be read ({reason})</source>
        <translation>eine Form, die nicht gelesen werden kann ({reason})</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/cvat.py"/>
        <source>it lies outside the image</source>
        <translation>sie liegt außerhalb des Bildes</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/cvat.py"/>
        <location filename="../../../polyp_core/label_formats/datumaro.py"/>
        <location filename="../../../polyp_core/label_formats/labelme.py"/>
        <source>the shape {shape} is no area</source>
        <translation>„{shape}“ ist keine Fläche</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/datumaro.py"/>
        <source>{path} is not a Datumaro file, or is damaged: {reason}.</source>
        <translation>{path} ist keine Datumaro-Datei oder ist beschädigt: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/datumaro.py"/>
        <location filename="../../../polyp_core/label_formats/voc.py"/>
        <source>no size of the image</source>
        <translation>keine Bildgröße</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/label_files.py"/>
        <source>{file} has no picture {picture}.</source>
        <translation>{file} enthält kein Bild {picture}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/label_files.py"/>
        <source>{file} has {problem} for {picture}.</source>
        <translation>{file} hat für {picture}: {problem}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/label_files.py"/>
        <source>{path} is no label file that is known ({formats}).</source>
        <translation>{path} ist keine bekannte Label-Datei ({formats}).</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/label_files.py"/>
        <source>two entries of different sizes</source>
        <translation>zwei Einträge mit verschiedenen Größen</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/label_format.py"/>
        <source>run lengths of the wrong size</source>
        <translation>Lauflängen der falschen Größe</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/label_format.py"/>
        <source>a polygon outside the image</source>
        <translation>ein Polygon außerhalb des Bildes</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/label_format.py"/>
        <source>a box outside the image</source>
        <translation>ein Rahmen außerhalb des Bildes</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/label_format.py"/>
        <source>a polygon has at least three corners</source>
        <translation>ein Polygon hat mindestens drei Ecken</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/label_format.py"/>
        <source>an ellipse without an area</source>
        <translation>eine Ellipse ohne Fläche</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/label_format.py"/>
        <source>an ellipse outside the image</source>
        <translation>eine Ellipse außerhalb des Bildes</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/label_format.py"/>
        <source>a box of negative size</source>
        <translation>ein Rahmen mit negativer Größe</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/label_format.py"/>
        <source>no image has {width} x {height} pixels</source>
        <translation>kein Bild hat {width} x {height} Pixel</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/label_format.py"/>
        <source>{key} is missing</source>
        <translation>{key} fehlt</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/label_format.py"/>
        <source>a value of another kind than in this format</source>
        <translation>ein Wert anderer Art als in diesem Format</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/labelme.py"/>
        <source>{path} is not a labelme file, or is damaged: {reason}.</source>
        <translation>{path} ist keine labelme-Datei oder ist beschädigt: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/labelme.py"/>
        <source>a mask outside the image</source>
        <translation>eine Maske außerhalb des Bildes</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/mask_files.py"/>
        <source>The masks {path} cannot be joined: none exist.</source>
        <translation>Die Masken {path} können nicht vereinigt werden: Es gibt keine.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/mask_files.py"/>
        <source>The masks {path} cannot be joined: they have {sizes} pixels.</source>
        <translation>Die Masken {path} können nicht vereinigt werden: Sie haben {sizes} Pixel.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/mask_files.py"/>
        <source>JPEG 2000 with losses</source>
        <translation>JPEG 2000 mit Verlusten</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/mask_files.py"/>
        <source>{path} is compressed as {lossy}, which changes the numbers of a mask. Save it as PNG.</source>
        <translation>{path} ist als {lossy} komprimiert, was die Werte einer Maske verändert. Als PNG speichern.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/mask_files.py"/>
        <source>{path} is not a mask that can be read, or it is damaged.</source>
        <translation>{path} ist keine lesbare Maske oder ist beschädigt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/mask_files.py"/>
        <source>{path} holds {pages} pages or frames, and a mask is one picture. Save each as a file of its own, named as its image.</source>
        <translation>{path} enthält {pages} Seiten oder Bilder, eine Maske ist aber ein einzelnes Bild. Jede als eigene Datei mit dem Namen ihres Bildes speichern.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/mask_image.py"/>
        <source>{path} holds fractions ({lowest} to {highest}), and a mask holds whole numbers. Save it with 0 where there is no polyp and 255 where there is one.</source>
        <translation>{path} enthält Bruchzahlen ({lowest} bis {highest}), eine Maske enthält aber ganze Zahlen. Mit 0 außerhalb und 255 innerhalb von Polypen speichern.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/mask_image.py"/>
        <source>{path} holds numbers from {lowest} to {highest}. A mask holds whole numbers from 0 to 65535.</source>
        <translation>{path} enthält Zahlen von {lowest} bis {highest}. Eine Maske enthält ganze Zahlen von 0 bis 65535.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/mask_labels.py"/>
        <source>{text} is no label value. Write a number such as 2, or a colour such as #ff0000.</source>
        <translation>{text} ist kein Label-Wert. Eine Zahl wie 2 oder eine Farbe wie #ff0000 angeben.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/mask_labels.py"/>
        <location filename="../../../polyp_core/live/address.py"/>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/mask_labels.py"/>
        <source>“{text}” is not a valid description of how masks are read.</source>
        <translation>„{text}“ beschreibt nicht gültig, wie Masken gelesen werden.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/mot.py"/>
        <source>{path} is not a MOT file, or is damaged: {error}.</source>
        <translation>{path} ist keine MOT-Datei oder ist beschädigt: {error}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/mot.py"/>
        <source>The size of the frames of {path} is unknown. Add {info} with imWidth and imHeight, or the pictures in {folder}.</source>
        <translation>Die Größe der Bilder von {path} ist unbekannt. {info} mit imWidth und imHeight oder die Bilder in {folder} ergänzen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/mot.py"/>
        <source>line {number} is not frame, track, left, top, width and height: {text}</source>
        <translation>Zeile {number} enthält nicht Bild, Spur, links, oben, Breite und Höhe: {text}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/mot.py"/>
        <source>line {number} has a box of negative size, or a frame before the first</source>
        <translation>Zeile {number} enthält einen Rahmen mit negativer Größe oder ein Bild vor dem ersten</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/review_masks.py"/>
        <source>{file} has no masks of {reader}.</source>
        <translation>{file} enthält keine Masken von {reader}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/review_masks.py"/>
        <source>{file} has no mask of frame {frame}.</source>
        <translation>{file} enthält keine Maske von Bild {frame}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/review_masks.py"/>
        <source>The review {path} cannot be read: {reason}.</source>
        <translation>Die Durchsicht {path} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/voc.py"/>
        <source>{path} is not a PASCAL VOC file, or is damaged: {error}.</source>
        <translation>{path} ist keine PASCAL-VOC-Datei oder ist beschädigt: {error}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/voc.py"/>
        <source>a box that cannot be read ({reason})</source>
        <translation>ein Rahmen, der nicht gelesen werden kann ({reason})</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/voc.py"/>
        <source>a box ends before it begins</source>
        <translation>ein Rahmen endet, bevor er beginnt</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/xml_files.py"/>
        <source>{path} is not a {title} file, or is damaged: {error}.</source>
        <translation>{path} ist keine {title}-Datei oder ist beschädigt: {error}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/xml_files.py"/>
        <source>{path} is not a {title} file: it is &lt;{tag}&gt;, not &lt;{tag_2}&gt;.</source>
        <translation>{path} ist keine {title}-Datei: Sie beginnt mit &lt;{tag}&gt; statt &lt;{tag_2}&gt;.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/yolo.py"/>
        <source>{path} is not a YOLO label file, or is damaged.</source>
        <translation>{path} ist keine YOLO-Label-Datei oder ist beschädigt.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/yolo.py"/>
        <source>no image of its name</source>
        <translation>kein Bild dieses Namens</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/yolo.py"/>
        <source>a line that does not begin with the number of a class: {line}</source>
        <translation>eine Zeile, die nicht mit der Nummer einer Klasse beginnt: {line}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/yolo.py"/>
        <source>a line that cannot be read ({reason})</source>
        <translation>eine Zeile, die nicht gelesen werden kann ({reason})</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/label_formats/yolo.py"/>
        <source>The names of classes in {file} cannot be read: {error}.</source>
        <translation>Die Namen der Klassen in {file} können nicht gelesen werden: {error}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/labelling/frame_value.py"/>
        <source>The model is unsure</source>
        <translation>Das Modell ist unsicher</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/labelling/frame_value.py"/>
        <source>Differs from the frames around it</source>
        <translation>Weicht von den Nachbarbildern ab</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/labelling/frame_value.py"/>
        <source>The two models disagree</source>
        <translation>Die beiden Modelle widersprechen sich</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/labelling/frame_value.py"/>
        <source>Alarm in a rejected finding</source>
        <translation>Alarm in einem verworfenen Befund</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/live/__init__.py"/>
        <source>Research use only. Not for use during an examination.</source>
        <translation>Nur für die Forschung. Nicht während einer Untersuchung verwenden.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/live/address.py"/>
        <source>{text} is no capture device or stream. Use a device such as {example}, or an address such as udp://127.0.0.1:5000 or rtsp://camera.local/stream.</source>
        <translation>{text} ist weder Aufnahmegerät noch Stream. Ein Gerät wie {example} oder eine Adresse wie udp://127.0.0.1:5000 oder rtsp://camera.local/stream angeben.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/live/live_input.py"/>
        <source>The stream has ended or changed.</source>
        <translation>Der Datenstrom ist beendet oder hat sich geändert.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/live/live_input.py"/>
        <source>{name} sends no picture that can be decoded.</source>
        <translation>{name} sendet kein Bild, das dekodiert werden kann.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/live/live_input.py"/>
        <source>Nothing arrives from {name}. It is tried again and again.</source>
        <translation>Von {name} kommt nichts an. Es wird immer wieder versucht.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/live/live_input.py"/>
        <source>What arrives from {name} is no picture that can be decoded.</source>
        <translation>Was von {name} ankommt, ist kein Bild, das dekodiert werden kann.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/live/live_input.py"/>
        <source>{name} cannot be opened: {reason}. It is tried again and again.</source>
        <translation>{name} kann nicht geöffnet werden: {reason}. Es wird immer wieder versucht.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/live/recorder.py"/>
        <source>The recording has stopped: {folder} takes the pictures too slowly.</source>
        <translation>Die Aufzeichnung wurde abgebrochen: {folder} nimmt die Bilder zu langsam auf.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/live/recorder.py"/>
        <source>The recording has stopped.</source>
        <translation>Die Aufzeichnung wurde abgebrochen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/default_model.py"/>
        <source>There is no model file in {folder}. Install Polyp Viewer again.</source>
        <translation>In {folder} ist keine Modelldatei. Polyp Viewer neu installieren.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>The weights of {name} in the model file {path} are not all finite, so it cannot be used. Choose another model file.</source>
        <translation>Die Gewichte von {name} in der Modelldatei {path} sind nicht alle endlich, daher ist sie nicht verwendbar. Eine andere Modelldatei wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>The weights of {name} are not finite or too large: the training has failed.</source>
        <translation>Die Gewichte von {name} sind nicht endlich oder zu groß: Das Training ist fehlgeschlagen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>The model file {path} was altered after it was made. Copy or download it again.</source>
        <translation>Die Modelldatei {path} wurde nachträglich verändert. Erneut kopieren oder herunterladen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>The model file {path} is incomplete or damaged. Copy or download it again.</source>
        <translation>Die Modelldatei {path} ist unvollständig oder beschädigt. Erneut kopieren oder herunterladen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>there is no such file</source>
        <translation>es gibt keine solche Datei</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>The model file {path} cannot be read: {reason}.</source>
        <translation>Die Modelldatei {path} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>The model file {path} cannot be read: its drive has not answered for {seconds} seconds. Connect the drive, or copy the file to this computer.</source>
        <translation>Die Modelldatei {path} kann nicht gelesen werden: Ihr Laufwerk antwortet seit {seconds} Sekunden nicht. Das Laufwerk verbinden oder die Datei auf diesen Computer kopieren.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>{path} is larger than any model file. Choose a .safetensors file of Polyp Viewer.</source>
        <translation>{path} ist größer als jede Modelldatei. Eine .safetensors-Datei von Polyp Viewer wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>{path} is a PyTorch checkpoint, and opening one can execute code in it. Convert it to a model file with: polyp-train import-weights</source>
        <translation>{path} ist ein PyTorch-Checkpoint; beim Öffnen kann darin enthaltener Code ausgeführt werden. In eine Modelldatei umwandeln mit: polyp-train import-weights</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>{path} is not a model file. Choose a .safetensors file made by Polyp Viewer.</source>
        <translation>{path} ist keine Modelldatei. Eine .safetensors-Datei von Polyp Viewer wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>The header of the model file {path} is damaged: {error}. Copy or download it again.</source>
        <translation>Der Kopf der Modelldatei {path} ist beschädigt: {error}. Erneut kopieren oder herunterladen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>The model file {path} stores {name} as {kind}, which Polyp Viewer does not read. Choose a .safetensors file made by Polyp Viewer.</source>
        <translation>Die Modelldatei {path} speichert {name} als {kind}, was Polyp Viewer nicht liest. Eine .safetensors-Datei von Polyp Viewer wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>{path} has tensors but no model card, so it was not made by Polyp Viewer.</source>
        <translation>{path} enthält Tensoren, aber keine Modellkarte, stammt also nicht von Polyp Viewer.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>it is too long</source>
        <translation>der Text ist zu lang</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>The card in the model file {path} is damaged: {error}. Copy or download it again.</source>
        <translation>Die Modellkarte in der Modelldatei {path} ist beschädigt: {error}. Erneut kopieren oder herunterladen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>The card in the model file {path} is damaged. Copy or download it again.</source>
        <translation>Die Modellkarte in der Modelldatei {path} ist beschädigt. Erneut kopieren oder herunterladen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>The model file {path} has format version {version}, and this Polyp Viewer reads versions up to {format_version}. Use the Polyp Viewer that the file was made for.</source>
        <translation>Die Modelldatei {path} hat die Formatversion {version}; dieser Polyp Viewer liest Versionen bis {format_version}. Den Polyp Viewer verwenden, für den die Datei erstellt wurde.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>The model file {path} is for the network {network}, which this Polyp Viewer does not have.{similar}</source>
        <translation>Die Modelldatei {path} ist für das Netz {network}, das dieser Polyp Viewer nicht hat.{similar}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/model_file.py"/>
        <source>The card in the model file {path} is invalid: {where}: {problem}.</source>
        <translation>Die Modellkarte in der Modelldatei {path} ist ungültig: {where}: {problem}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/network_spec.py"/>
        <source>{first} or {second}</source>
        <translation>{first} oder {second}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/network_spec.py"/>
        <source> Did you mean {names}?</source>
        <translation> Ist {names} gemeint?</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/network_spec.py"/>
        <source>there is no network {name}.{near} The networks are {names}</source>
        <translation>das Netz {name} gibt es nicht.{near} Die Netze sind {names}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/network_spec.py"/>
        <source>{name} has the encoder {own}, not {encoder}</source>
        <translation>{name} hat den Encoder {own}, nicht {encoder}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/network_spec.py"/>
        <source>{name} is the study&apos;s network: its depth and decoder are fixed. Use Unet instead</source>
        <translation>{name} ist das Netz der Studie: Tiefe und Decoder sind fest. Stattdessen Unet verwenden</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/network_spec.py"/>
        <source>unet has no encoder for a presence head. Use resunet or Unet</source>
        <translation>unet hat keinen Encoder für einen Präsenzkopf. resunet oder Unet verwenden</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/network_spec.py"/>
        <source>{name} needs an encoder, such as {encoder}</source>
        <translation>{name} benötigt einen Encoder, etwa {encoder}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/network_spec.py"/>
        <source>decoder_channels of {name} is one number, not {steps}</source>
        <translation>decoder_channels von {name} ist eine einzelne Zahl, nicht {steps}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/network_spec.py"/>
        <source>a decoder of {name} on an encoder of depth {depth} takes at most {depth} decoder_channels, not {n}</source>
        <translation>ein Decoder von {name} auf einem Encoder der Tiefe {depth} hat höchstens {depth} decoder_channels, nicht {n}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/network_spec.py"/>
        <source>a decoder of {name} on an encoder of depth {depth} takes exactly {depth} decoder_channels, not {n}</source>
        <translation>ein Decoder von {name} auf einem Encoder der Tiefe {depth} hat genau {depth} decoder_channels, nicht {n}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/networks.py"/>
        <source>There is no encoder {encoder} in segmentation_models_pytorch or timm.{similar}</source>
        <translation>Den Encoder {encoder} gibt es weder in segmentation_models_pytorch noch in timm.{similar}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/networks.py"/>
        <source>The network {name} cannot be built on the encoder {encoder} with a depth of {depth}: {reason}.</source>
        <translation>Das Netz {name} kann auf dem Encoder {encoder} mit Tiefe {depth} nicht aufgebaut werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/probe.py"/>
        <source>The probe in the model file {path} is damaged. Package the model again.</source>
        <translation>Die Prüfdaten in der Modelldatei {path} sind beschädigt. Das Modell neu verpacken.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/model/probe.py"/>
        <source>The {part} in the model file {path} cannot be trusted: the output of {label} differs from that of the weights at packaging by {difference} of 255 on average. Package it again, or choose another file.</source>
        <translation>{part} in der Modelldatei {path} ist nicht verlässlich: Die Ausgabe von {label} weicht im Mittel um {difference} von 255 von derjenigen der Gewichte beim Verpacken ab. Neu verpacken oder eine andere Datei wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/changes.py"/>
        <source>The best frame must lie in the finding.</source>
        <translation>Das beste Bild muss im Befund liegen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/changes.py"/>
        <source>Choose at least two findings to merge.</source>
        <translation>Zum Zusammenführen mindestens zwei Befunde wählen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/changes.py"/>
        <source>Go to a frame inside the finding to split it there.</source>
        <translation>Zum Teilen zu einem Bild innerhalb des Befunds gehen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/changes.py"/>
        <source>The review of {reader} is not complete.</source>
        <translation>Die Durchsicht von {reader} ist nicht abgeschlossen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/changes.py"/>
        <source>The pixels of the masks are not stored.</source>
        <translation>Die Pixel der Masken sind nicht gespeichert.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/changes.py"/>
        <source>There is no frame to mark.</source>
        <translation>Es gibt kein Bild zum Markieren.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/changes.py"/>
        <source>The first frame must not come after the last.</source>
        <translation>Das erste Bild darf nicht nach dem letzten liegen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/changes.py"/>
        <source>The recording has no frame {frame}.</source>
        <translation>Die Aufnahme hat kein Bild {frame}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/masks.py"/>
        <source>1 frame by {reader}</source>
        <translation>1 Bild von {reader}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/masks.py"/>
        <source>{n} frames by {reader}</source>
        <translation>{n} Bilder von {reader}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/masks.py"/>
        <source>A mask of {width_px} x {height_px} pixels does not fit this recording, whose pictures have {wanted_width} x {wanted_height}.</source>
        <translation>Eine Maske von {width_px} x {height_px} Pixeln passt nicht zu dieser Aufnahme, deren Bilder {wanted_width} x {wanted_height} haben.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/masks.py"/>
        <source>The recording has no frame {frame_index}.</source>
        <translation>Die Aufnahme hat kein Bild {frame_index}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/picture_review.py"/>
        <source>Only pictures that are files of their own are corrected here. Frames of recordings are corrected in Review.</source>
        <translation>Hier werden nur Bilder korrigiert, die eigene Dateien sind. Einzelbilder von Aufnahmen werden unter „Durchsicht“ korrigiert.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/picture_review.py"/>
        <source>The picture {picture} cannot be read: {reason}.</source>
        <translation>Das Bild {picture} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/picture_review.py"/>
        <source>The mask of this picture was changed in another place since it was read. It is read again; repeat your change.</source>
        <translation>Die Maske dieses Bilds wurde an anderer Stelle geändert, nachdem sie gelesen worden war. Sie wird neu gelesen; wiederholen Sie die Änderung.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/records.py"/>
        <source>This cannot be stored: {problem}.</source>
        <translation>Das kann nicht gespeichert werden: {problem}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/records.py"/>
        <source>It is of another video track of this recording.</source>
        <translation>Sie gehört zu einer anderen Videospur dieser Aufnahme.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/records.py"/>
        <source>It is of a recording with other content, though it has {frames} too.</source>
        <translation>Sie gehört zu einer Aufnahme mit anderem Inhalt, die aber ebenfalls {frames} hat.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/records.py"/>
        <source>It is of another recording: {frames} instead of {own}.</source>
        <translation>Sie gehört zu einer anderen Aufnahme: {frames} statt {own}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review.py"/>
        <source>The review of {reader} is complete. Reopen it to change it.</source>
        <translation>Die Durchsicht von {reader} ist abgeschlossen. Zum Ändern wieder öffnen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review.py"/>
        <source>The review of {reader} has changed since. Try again.</source>
        <translation>Die Durchsicht von {reader} wurde inzwischen geändert. Erneut versuchen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_file.py"/>
        <source>The review {path} does not belong to this recording. {difference}</source>
        <translation>Die Durchsicht {path} gehört nicht zu dieser Aufnahme. {difference}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_file.py"/>
        <source>A reader&apos;s name must be one line of 1 to {longest_reader_name} characters.</source>
        <translation>Der Name für die Befundung muss eine Zeile mit 1 bis {longest_reader_name} Zeichen sein.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_file.py"/>
        <source>The review {path} was changed by another program. Open the recording again.</source>
        <translation>Die Durchsicht {path} wurde von einem anderen Programm geändert. Die Aufnahme erneut öffnen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_file.py"/>
        <source>The recording has no frame {last}.</source>
        <translation>Die Aufnahme hat kein Bild {last}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_file.py"/>
        <source>The masks could not be stored. Draw them again.</source>
        <translation>Die Masken konnten nicht gespeichert werden. Erneut zeichnen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_file.py"/>
        <source>There is no review at {path}.</source>
        <translation>Unter {path} gibt es keine Durchsicht.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_file.py"/>
        <source>The review {name} was written by a newer version of Polyp Viewer. It can be read here, but not changed.</source>
        <translation>Die Durchsicht {name} wurde von einer neueren Version von Polyp Viewer geschrieben. Sie kann hier gelesen, aber nicht geändert werden.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_file.py"/>
        <source>There is no review at {path} yet, and none can be created there.</source>
        <translation>Unter {path} gibt es noch keine Durchsicht, und es kann dort keine angelegt werden.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_file.py"/>
        <source>This review is open in another window or program. It can be read here, but not changed.</source>
        <translation>Diese Durchsicht ist in einem anderen Fenster oder Programm geöffnet. Sie kann hier gelesen, aber nicht geändert werden.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_file.py"/>
        <source>The review {path} cannot be written there. It can be read, but not changed.</source>
        <translation>Die Durchsicht {path} kann dort nicht geschrieben werden. Sie kann gelesen, aber nicht geändert werden.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_file.py"/>
        <source>The review {path} is write-protected. It can be read, but not changed.</source>
        <translation>Die Durchsicht {path} ist schreibgeschützt. Sie kann gelesen, aber nicht geändert werden.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_folder.py"/>
        <source>The review {path} could not be renamed: {reason}.</source>
        <translation>Die Durchsicht {path} konnte nicht umbenannt werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_json.py"/>
        <source>The imported mask of frame {frame} has no pixels.</source>
        <translation>Die importierte Maske von Bild {frame} hat keine Pixel.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_json.py"/>
        <source>{error} Nothing was imported.</source>
        <translation>{error} Es wurde nichts importiert.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_json.py"/>
        <source>The imported mask of frame {frame} is damaged: {error}.</source>
        <translation>Die importierte Maske von Bild {frame} ist beschädigt: {error}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_json.py"/>
        <source>{path} is not a review of Polyp Viewer as JSON.</source>
        <translation>{path} ist keine Durchsicht von Polyp Viewer als JSON.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_json.py"/>
        <source>{path} was written by a newer version of Polyp Viewer. Install that to import it.</source>
        <translation>{path} wurde von einer neueren Version von Polyp Viewer geschrieben. Zum Importieren diese installieren.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_json.py"/>
        <source>{path} cannot be read: {error}.</source>
        <translation>{path} kann nicht gelesen werden: {error}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_json.py"/>
        <source>{path} is not a valid review: {problem}.</source>
        <translation>{path} ist keine gültige Durchsicht: {problem}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_json.py"/>
        <source>The imported review does not belong to this recording. {difference}</source>
        <translation>Die importierte Durchsicht gehört nicht zu dieser Aufnahme. {difference}</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_json.py"/>
        <source>The imported review has an entry at frame {last}, but the recording has only {frames}.</source>
        <translation>Die importierte Durchsicht hat einen Eintrag bei Bild {last}, die Aufnahme hat aber nur {frames}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_reading.py"/>
        <source>The review {path} cannot be used now: {error}.</source>
        <translation>Die Durchsicht {path} kann zurzeit nicht verwendet werden: {error}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_reading.py"/>
        <source>The review {path} is damaged: {reason}. Nothing in it was changed. Open a saved copy, or set the file aside to begin a new review.</source>
        <translation>Die Durchsicht {path} ist beschädigt: {reason}. Nichts darin wurde geändert. Eine Sicherungskopie öffnen oder die Datei beiseitelegen, um eine neue Durchsicht zu beginnen.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_reading.py"/>
        <source>The review {path} cannot be opened: {reason}.</source>
        <translation>Die Durchsicht {path} kann nicht geöffnet werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_reading.py"/>
        <source>{path} is not a review of Polyp Viewer.</source>
        <translation>{path} ist keine Durchsicht von Polyp Viewer.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_reading.py"/>
        <source>The review {path} was written by a newer version of Polyp Viewer, and cannot be read by this one.</source>
        <translation>Die Durchsicht {path} wurde von einer neueren Version von Polyp Viewer geschrieben und ist mit dieser nicht lesbar.</translation>
    </message>
    <message>
        <location filename="../../../polyp_core/review/review_reading.py"/>
        <source>The review {path} is damaged: event {number} does not fit those before it. Nothing in it was changed. Open a saved copy, or set the file aside to begin a new review.</source>
        <translation>Die Durchsicht {path} ist beschädigt: Ereignis {number} passt nicht zu den vorherigen. Nichts darin wurde geändert. Eine Sicherungskopie öffnen oder die Datei beiseitelegen, um eine neue Durchsicht zu beginnen.</translation>
    </message>
</context>
</TS>
