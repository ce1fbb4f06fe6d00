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
        <source>Small and flat polyps: borders are coarser than those of ResUNet34, and small polyps are missed more often.</source>
        <translation>Kleine und flache Polypen: Ränder sind gröber als die von ResUNet34, und kleine Polypen werden öfter übersehen.</translation>
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
        <source>Balanced policy</source>
        <translation>Alarmregel „ausgewogen“</translation>
    </message>
    <message>
        <source>Balanced policy (2)</source>
        <translation>Alarmregel „ausgewogen“ (2)</translation>
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
        <source>Own policy</source>
        <translation>Eigene Alarmregel</translation>
    </message>
    <message>
        <source>Own policy (2)</source>
        <translation>Eigene Alarmregel (2)</translation>
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
</context>
</TS>
