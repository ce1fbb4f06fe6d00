<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.training</name>
    <message>
        <location filename="../../../app/workspaces/training/config_table.py"/>
        <location filename="../../../app/workspaces/training/new_run_page.py"/>
        <source>Preset</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>The preset that the other settings are based on.</source>
        <translation>Die Voreinstellung, auf der die übrigen Einstellungen beruhen.</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>resunet or unet, the study&apos;s networks; or one of smp&apos;s, such as Unet, FPN, Segformer.</source>
        <translation>resunet oder unet, die Netze der Studie, oder eines von smp, etwa Unet, FPN, Segformer.</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>The encoder by smp&apos;s name, such as resnet34 or tu-tf_efficientnet_lite0; none takes the usual.</source>
        <translation>Der Encoder mit seinem Namen in smp, etwa resnet34 oder tu-tf_efficientnet_lite0; none nimmt den üblichen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Encoder&apos;s depth</source>
        <translation>Tiefe des Encoders</translation>
    </message>
    <message>
        <source>Steps of the encoder, each of which halves the side.</source>
        <translation>Stufen des Encoders, deren jede die Seite halbiert.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Decoder&apos;s channels</source>
        <translation>Kanäle des Decoders</translation>
    </message>
    <message>
        <source>Channels of the decoder&apos;s steps, such as 96,64,48; fewer steps than the encoder&apos;s end at a half or a quarter of the side. none takes the architecture&apos;s own.</source>
        <translation>Kanäle der Decoder-Stufen, etwa 96,64,48; mit weniger als im Encoder wird die Seite halbiert oder geviertelt. none: wie die Architektur.</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Share of the decoder&apos;s output channels set to 0 in training (dropout).</source>
        <translation>Anteil der Ausgabekanäle des Decoders, die im Training auf 0 gesetzt werden (Dropout).</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Side of the square (px)</source>
        <translation>Quadratseite (px)</translation>
    </message>
    <message>
        <source>Side of the network&apos;s square input, in pixels.</source>
        <translation>Seite der quadratischen Eingabe des Netzes, in Pixeln.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Scales of the side</source>
        <translation>Skalen der Seite</translation>
    </message>
    <message>
        <source>Shares of the side, such as 0.75,1,1.25, of which one is drawn for each training batch; none trains at the side alone.</source>
        <translation>Anteile der Seite, etwa 0.75,1,1.25, von denen je Batch einer gezogen wird; none trainiert nur mit der Seite selbst.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Encoder&apos;s first weights</source>
        <translation>Encoder-Anfangsgewichte</translation>
    </message>
    <message>
        <source>imagenet (from an installed package, or fetched once), the path of a weights file, or none.</source>
        <translation>imagenet (aus einem installierten Paket oder einmal heruntergeladen), der Pfad einer Gewichtsdatei oder none.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Start from a model</source>
        <translation>Ausgangsmodell</translation>
    </message>
    <message>
        <source>A model file of this program whose weights the training starts from.</source>
        <translation>Eine Modelldatei dieses Programms, mit deren Gewichten das Training beginnt.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Number of epochs; after each the run validates and saves a checkpoint.</source>
        <translation>Anzahl der Epochen; nach jeder validiert der Lauf und speichert einen Zwischenstand.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Passes per epoch</source>
        <translation>Durchgänge je Epoche</translation>
    </message>
    <message>
        <source>Passes over the training pairs per epoch; use several if one takes only seconds.</source>
        <translation>Durchgänge durch die Trainingspaare je Epoche; mehrere, wenn einer nur Sekunden dauert.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Pairs per step and device. Reduce it if memory runs out.</source>
        <translation>Paare je Schritt und Gerät. Verringern, wenn der Speicher nicht reicht.</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>The optimiser, as in PyTorch; sgd has a momentum of 0.9.</source>
        <translation>Der Optimierer, wie in PyTorch; sgd hat ein Momentum von 0.9.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>The highest learning rate of the run.</source>
        <translation>Die höchste Lernrate des Laufs.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Encoder&apos;s share of the rate</source>
        <translation>Encoder-Anteil der Rate</translation>
    </message>
    <message>
        <source>The encoder&apos;s learning rate as a fraction of that of the other layers.</source>
        <translation>Die Lernrate des Encoders als Anteil der Lernrate der übrigen Schichten.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme</translation>
    </message>
    <message>
        <source>Weight decay; not applied to biases and normalisation layers.</source>
        <translation>Gewichtsabnahme; nicht für Bias und Normierungsschichten.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Learning rate schedule. cosine, linear and polynomial warm up and end at 0.</source>
        <translation>Verlauf der Lernrate. cosine, linear und polynomial wärmen auf und enden bei 0.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Warm-up</source>
        <translation>Aufwärmphase</translation>
    </message>
    <message>
        <source>Share of all steps for the warm-up of cosine, linear or polynomial.</source>
        <translation>Anteil aller Schritte für die Aufwärmphase von cosine, linear oder polynomial.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Patience of the plateau (epochs)</source>
        <translation>Geduld des Plateaus (Epochen)</translation>
    </message>
    <message>
        <source>Epochs without a better validation loss before plateau lowers the rate.</source>
        <translation>Epochen ohne besseren Verlust der Validierung, bevor plateau die Rate senkt.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Epochs between steps</source>
        <translation>Epochen zwischen Stufen</translation>
    </message>
    <message>
        <source>Interval in epochs at which step lowers the rate.</source>
        <translation>Abstand in Epochen, in dem step die Rate senkt.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Factor of the rate</source>
        <translation>Faktor der Rate</translation>
    </message>
    <message>
        <source>Factor of the rate for plateau and step (default 0.5), and per epoch for exponential (0.9).</source>
        <translation>Faktor der Rate für plateau und step (sonst 0.5) und je Epoche für exponential (0.9).</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Power of polynomial</source>
        <translation>Exponent des Polynoms</translation>
    </message>
    <message>
        <source>Exponent of polynomial; linear has exponent 1.</source>
        <translation>Exponent von polynomial; linear hat den Exponenten 1.</translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation>Gradientengrenze</translation>
    </message>
    <message>
        <source>Largest norm of the gradient; none for no clipping.</source>
        <translation>Größte Norm des Gradienten; none für keine Begrenzung.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Decay of the average</source>
        <translation>Abklingrate des Mittels</translation>
    </message>
    <message>
        <source>Decay of the weights&apos; moving average, which is saved; none saves the last weights.</source>
        <translation>Abklingrate des gleitenden Mittels der Gewichte, das gespeichert wird; none speichert die letzten Gewichte.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Stop after no gain (epochs)</source>
        <translation>Stopp ohne Gewinn (Epochen)</translation>
    </message>
    <message>
        <source>Epochs without a better model (validation Dice less false alarms) before the run stops.</source>
        <translation>Epochen ohne besseres Modell (Dice der Validierung abzüglich Fehlalarme), bevor der Lauf anhält.</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>Losses and their weights, such as bce:1, focal:0.5, tversky:1; of bce, dice, focal, tversky, lovasz and jaccard. none uses the two weights below.</source>
        <translation>Verluste und ihre Gewichte, etwa bce:1, focal:0.5, tversky:1; aus bce, dice, focal, tversky, lovasz und jaccard. none verwendet die beiden Gewichte unten.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Cross-entropy weight</source>
        <translation>Gewicht Kreuzentropie</translation>
    </message>
    <message>
        <source>Weight of the binary cross-entropy.</source>
        <translation>Gewicht der binären Kreuzentropie.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Polyp pixels&apos; weight</source>
        <translation>Gewicht Polypenpixel</translation>
    </message>
    <message>
        <source>Weight of polyp pixels in the cross-entropy.</source>
        <translation>Gewicht der Polypenpixel in der Kreuzentropie.</translation>
    </message>
    <message>
        <source>Dice weight</source>
        <translation>Gewicht Dice</translation>
    </message>
    <message>
        <source>Weight of the Dice loss.</source>
        <translation>Gewicht des Dice-Verlusts.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Borders&apos; added weight</source>
        <translation>Zusatzgewicht Ränder</translation>
    </message>
    <message>
        <source>Extra weight of pixels near borders, in the cross-entropy and Dice losses.</source>
        <translation>Zusätzliches Gewicht der Pixel nahe Rändern, in Kreuzentropie und Dice-Verlust.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Dice smoothing (px)</source>
        <translation>Dice-Glättung (px)</translation>
    </message>
    <message>
        <source>Pixels added to numerator and denominator of Dice, which limits the loss on empty frames.</source>
        <translation>Pixel, die zu Zähler und Nenner des Dice addiert werden; das begrenzt den Verlust auf leeren Bildern.</translation>
    </message>
    <message>
        <source>Presence weight</source>
        <translation>Gewicht Präsenz</translation>
    </message>
    <message>
        <source>Weight of the presence head&apos;s cross-entropy; above 0 the network has this head.</source>
        <translation>Gewicht der Kreuzentropie des Präsenzkopfs; über 0 hat das Netz diesen Kopf.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Teacher&apos;s model</source>
        <translation>Modell des Lehrers</translation>
    </message>
    <message>
        <source>A model file of this program whose probabilities the network also learns from (distillation).</source>
        <translation>Eine Modelldatei dieses Programms, aus deren Wahrscheinlichkeiten das Netz auch lernt (Destillation).</translation>
    </message>
    <message>
        <source>Teacher weight</source>
        <translation>Gewicht des Lehrers</translation>
    </message>
    <message>
        <source>Weight of the teacher&apos;s term in the training loss.</source>
        <translation>Gewicht des Lehrers im Trainingsverlust.</translation>
    </message>
    <message>
        <source>Teacher temperature</source>
        <translation>Temperatur des Lehrers</translation>
    </message>
    <message>
        <source>Temperature: the teacher&apos;s and the network&apos;s logits are divided by it in that term.</source>
        <translation>Temperatur, durch die dabei die Logits von Lehrer und Netz geteilt werden.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Balance of datasets</source>
        <translation>Ausgleich der Datensätze</translation>
    </message>
    <message>
        <source>Balance between datasets: 0 draws every pair equally often, 1 every dataset.</source>
        <translation>Ausgleich zwischen Datensätzen: 0 zieht jedes Paar gleich oft, 1 jeden Datensatz.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Share among all drawn</source>
        <translation>Anteil an allen Ziehungen</translation>
    </message>
    <message>
        <source>Share of polyp-free pictures among all that are drawn, if there are any.</source>
        <translation>Anteil polypenfreier Bilder an allen gezogenen, wenn es welche gibt.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Shares of the kinds</source>
        <translation>Anteile der Arten</translation>
    </message>
    <message>
        <source>Shares of full frames, upper GI tract and patches among the polyp-free pictures.</source>
        <translation>Anteile von ganzen Bildern, oberem Verdauungstrakt und Ausschnitten an den polypenfreien Bildern.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Full frames that validate</source>
        <translation>Ganze Bilder zur Validierung</translation>
    </message>
    <message>
        <source>Share of the full polyp-free frames used for validation, to count false alarms.</source>
        <translation>Anteil der ganzen polypenfreien Bilder, die zur Validierung dienen, um Fehlalarme zu zählen.</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>How validation pairs are chosen; manual is by hand, in a split file. Published test pairs never train.</source>
        <translation>Wie Validierungspaare gewählt werden; manual heißt von Hand, in einer Aufteilungsdatei. Mit veröffentlichten Testpaaren wird nie trainiert.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Share for validation</source>
        <translation>Anteil zur Validierung</translation>
    </message>
    <message>
        <source>Share of the pairs used for validation.</source>
        <translation>Anteil der Paare zur Validierung.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Datasets held out</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Datasets (or DATASET:validation) used neither for training nor for validation.</source>
        <translation>Datensätze (oder DATENSATZ:validation), die weder zum Training noch zur Validierung dienen.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Seed of the random initial weights, the order of pairs and the augmentation.</source>
        <translation>Startwert für zufällige Anfangsgewichte, Reihenfolge der Paare und Augmentierung.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>The processor that trains.</source>
        <translation>Der Prozessor, der trainiert.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Processes per machine</source>
        <translation>Prozesse je Rechner</translation>
    </message>
    <message>
        <source>Processes on each machine: one per GPU.</source>
        <translation>Prozesse je Rechner: einer je GPU.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Machines</source>
        <translation>Rechner (Anzahl)</translation>
    </message>
    <message>
        <source>Machines that train together.</source>
        <translation>Rechner, die gemeinsam trainieren.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>auto uses bfloat16 if the processor supports it.</source>
        <translation>auto verwendet bfloat16, wenn der Prozessor es unterstützt.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Loading processes</source>
        <translation>Ladeprozesse</translation>
    </message>
    <message>
        <source>Processes that load pairs; none chooses by the number of cores.</source>
        <translation>Prozesse, die Paare laden; none wählt nach der Zahl der Kerne.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Further logs</source>
        <translation>Weitere Protokolle</translation>
    </message>
    <message>
        <source>Whether scores are also written for TensorBoard or as Lightning&apos;s CSV.</source>
        <translation>Ob Kennwerte auch für TensorBoard oder als CSV von Lightning geschrieben werden.</translation>
    </message>
    <message>
        <source>Flip</source>
        <translation>Spiegelung</translation>
    </message>
    <message>
        <source>Probability of a horizontal flip, and of a vertical one.</source>
        <translation>Wahrscheinlichkeit einer horizontalen und einer vertikalen Spiegelung.</translation>
    </message>
    <message>
        <source>Quarter turn</source>
        <translation>Vierteldrehung</translation>
    </message>
    <message>
        <source>Probability of a rotation by 90, 180 or 270 degrees.</source>
        <translation>Wahrscheinlichkeit einer Drehung um 90, 180 oder 270 Grad.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Affine</source>
        <translation>Affin</translation>
    </message>
    <message>
        <source>Probability of a rotation, scaling and shift.</source>
        <translation>Wahrscheinlichkeit von Drehung, Skalierung und Verschiebung.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Rotation (°)</source>
        <translation>Drehung (°)</translation>
    </message>
    <message>
        <source>Largest rotation in either direction, in degrees.</source>
        <translation>Größte Drehung in beide Richtungen, in Grad.</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Skalierung</translation>
    </message>
    <message>
        <source>Largest change of scale: 0.1 means 0.9 to 1.1.</source>
        <translation>Größte Änderung der Skalierung: 0.1 heißt 0.9–1.1.</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Verschiebung</translation>
    </message>
    <message>
        <source>Largest shift as a share of the square&apos;s side.</source>
        <translation>Größte Verschiebung als Anteil der Quadratseite.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Change of light</source>
        <translation>Lichtänderung</translation>
    </message>
    <message>
        <source>Probability of a change of brightness, contrast and gamma.</source>
        <translation>Wahrscheinlichkeit einer Änderung von Helligkeit, Kontrast und Gamma.</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Largest change of brightness and of contrast.</source>
        <translation>Größte Änderung von Helligkeit und Kontrast.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Change of colour</source>
        <translation>Farbänderung</translation>
    </message>
    <message>
        <source>Probability of a change of hue and saturation.</source>
        <translation>Wahrscheinlichkeit einer Änderung von Farbton und Sättigung.</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>Farbton</translation>
    </message>
    <message>
        <source>Largest change of hue, in steps of 2 degrees as in OpenCV.</source>
        <translation>Größte Änderung des Farbtons, in Schritten von 2 Grad wie in OpenCV.</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>Largest change of saturation, on a scale of 0 to 255.</source>
        <translation>Größte Änderung der Sättigung, auf einer Skala von 0–255.</translation>
    </message>
    <message>
        <source>White balance</source>
        <translation>Weißabgleich</translation>
    </message>
    <message>
        <source>Largest change of each colour channel&apos;s gain.</source>
        <translation>Größte Änderung der Verstärkung je Farbkanal.</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Unschärfe</translation>
    </message>
    <message>
        <source>Probability of a Gaussian or a motion blur.</source>
        <translation>Wahrscheinlichkeit einer Gauß- oder Bewegungsunschärfe.</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Probability of Gaussian noise.</source>
        <translation>Wahrscheinlichkeit von Gauß-Rauschen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>JPEG artefacts</source>
        <translation>JPEG-Artefakte</translation>
    </message>
    <message>
        <source>Probability of JPEG artefacts.</source>
        <translation>Wahrscheinlichkeit von JPEG-Artefakten.</translation>
    </message>
    <message>
        <source>Highlights</source>
        <translation>Glanzlichter</translation>
    </message>
    <message>
        <source>Probability of added specular highlights.</source>
        <translation>Wahrscheinlichkeit zusätzlicher Glanzlichter.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Endoscope&apos;s border</source>
        <translation>Endoskoprand</translation>
    </message>
    <message>
        <source>Probability of a black border like that around an endoscope&apos;s view.</source>
        <translation>Wahrscheinlichkeit eines schwarzen Rands wie um ein Endoskopbild.</translation>
    </message>
    <message>
        <source>Cutout</source>
        <translation>Ausschnitte (Cutout)</translation>
    </message>
    <message>
        <source>Probability of grey boxes that hide parts of the picture.</source>
        <translation>Wahrscheinlichkeit grauer Rechtecke, die Teile des Bildes verdecken.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Polyp-free view</source>
        <translation>Polypenfrei</translation>
    </message>
    <message>
        <source>Probability of an enlarged crop without a polyp; about a third of pairs have space for one.</source>
        <translation>Wahrscheinlichkeit eines vergrößerten Ausschnitts ohne Polyp; etwa ein Drittel der Paare hat Platz dafür.</translation>
    </message>
    <message>
        <source>Residue</source>
        <translation>Stuhlreste</translation>
    </message>
    <message>
        <source>Probability of drawn lumps and crumbs of stool.</source>
        <translation>Wahrscheinlichkeit gezeichneter Stuhlreste.</translation>
    </message>
    <message>
        <source>Bubbles</source>
        <translation>Blasen</translation>
    </message>
    <message>
        <source>Probability of drawn bubbles; the mask under them is kept.</source>
        <translation>Wahrscheinlichkeit gezeichneter Blasen; die Maske darunter bleibt.</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>Instrument</translation>
    </message>
    <message>
        <source>Probability of a drawn instrument that enters from the edge of the view.</source>
        <translation>Wahrscheinlichkeit eines gezeichneten Instruments, das vom Bildrand hereinragt.</translation>
    </message>
    <message>
        <source>Blood</source>
        <translation>Blut</translation>
    </message>
    <message>
        <source>Probability of drawn pools and streaks of blood.</source>
        <translation>Wahrscheinlichkeit gezeichneter Blutlachen und -spuren.</translation>
    </message>
    <message>
        <source>Mosaic</source>
        <translation>Mosaik</translation>
    </message>
    <message>
        <source>Probability that part of another pair is pasted in (CutMix).</source>
        <translation>Wahrscheinlichkeit, dass ein Teil eines anderen Paars eingefügt wird (CutMix).</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/augment_preview.py"/>
        <source>Eight training pairs, augmented with these settings, with the outline of the ground truth.</source>
        <translation>Acht Trainingspaare, mit diesen Einstellungen augmentiert, mit dem Umriss der Referenz.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/augment_preview.py"/>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/augment_preview.py"/>
        <source>Preview augmentation</source>
        <translation>Vorschau zeigen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/augment_preview.py"/>
        <source>Augmented training pairs</source>
        <translation>Augmentierte Trainingspaare</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/augment_preview.py"/>
        <source>Drawing the preview. This takes a few seconds.</source>
        <translation>Die Vorschau wird erzeugt. Das dauert einige Sekunden.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/augment_preview.py"/>
        <source>The preview could not be made: its process failed.</source>
        <translation>Die Vorschau konnte nicht erzeugt werden: Ihr Prozess ist fehlgeschlagen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/augment_preview.py"/>
        <source>The preview could not be made: its process did not start.</source>
        <translation>Die Vorschau konnte nicht erzeugt werden: Ihr Prozess startete nicht.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Validation loss</source>
        <translation>Verlust der Validierung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Validation Dice</source>
        <translation>Dice der Validierung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Validation IoU</source>
        <translation>IoU der Validierung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Validation accuracy</source>
        <translation>Genauigkeit der Validierung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Training loss</source>
        <translation>Verlust im Training</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Training Dice</source>
        <translation>Dice im Training</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Training IoU</source>
        <translation>IoU im Training</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Training accuracy</source>
        <translation>Genauigkeit im Training</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Run {name}</source>
        <translation>Lauf {name}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Scores of the two runs</source>
        <translation>Kennwerte der beiden Läufe</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Last epoch</source>
        <translation>Letzte Epoche</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Settings that differ</source>
        <translation>Abweichende Einstellungen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <location filename="../../../app/workspaces/training/config_table.py"/>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Both runs have the same settings.</source>
        <translation>Beide Läufe haben dieselben Einstellungen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Compare on validation images</source>
        <translation>Auf Validierungsbildern vergleichen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Runs the best model of each on the images that both runs validated on</source>
        <translation>Wendet das jeweils beste Modell auf die Bilder an, mit denen beide Läufe validiert haben</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>The curves are of different images if the runs have different splits. The comparison on the same images gives the difference with an interval.</source>
        <translation>Die Kurven zeigen verschiedene Bilder, wenn die Läufe verschiedene Aufteilungen haben. Der Vergleich auf denselben Bildern ergibt die Differenz mit einem Intervall.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <location filename="../../../app/workspaces/training/run_list.py"/>
        <source>Compare two runs</source>
        <translation>Zwei Läufe vergleichen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Scores</source>
        <translation>Kennwerte</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>On the same images</source>
        <translation>Auf denselben Bildern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Comparing…</source>
        <translation>Vergleich läuft…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>no run that has ended</source>
        <translation>kein beendeter Lauf</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Best validation Dice</source>
        <translation>Bester Dice der Validierung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>False alarms of the best epoch</source>
        <translation>Fehlalarme der besten Epoche</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/training/compare_page.py"/>
        <source>{n} images with a polyp that both validated on: mean Dice at 0.5 of A {dice_a:.3f}, of B {dice_b:.3f}. A is better on {wins_a}, B on {wins_b}, and {ties} are ties.</source>
        <extracomment>Singular: {n} image with a polyp that both validated on: mean Dice at 0.5 of A {dice_a:.3f}, of B {dice_b:.3f}. A is better on {wins_a}, B on {wins_b}, and {ties} are ties.</extracomment>
        <translation>
            <numerusform>{n} Bild mit Polyp, mit dem beide validiert haben: mittlerer Dice bei 0.5 von A {dice_a:.3f}, von B {dice_b:.3f}. A ist bei {wins_a} besser, B bei {wins_b}, und {ties} sind gleich.</numerusform>
            <numerusform>{n} Bilder mit Polyp, mit denen beide validiert haben: mittlerer Dice bei 0.5 von A {dice_a:.3f}, von B {dice_b:.3f}. A ist bei {wins_a} besser, B bei {wins_b}, und {ties} sind gleich.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/config_form.py"/>
        <source>Division of the pairs</source>
        <translation>Aufteilung der Paare</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/config_form.py"/>
        <source>Polyp-free pictures</source>
        <translation>Polypenfreie Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/config_form.py"/>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/config_form.py"/>
        <source>Teacher</source>
        <translation>Lehrer</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/config_form.py"/>
        <location filename="../../../app/workspaces/training/curves_tab.py"/>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/config_form.py"/>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/config_form.py"/>
        <source>Learning rate over the run</source>
        <translation>Lernrate im Verlauf</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/config_form.py"/>
        <source>Computer</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/config_form.py"/>
        <source>Augmentation</source>
        <translation>Augmentierung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/config_form.py"/>
        <source>none</source>
        <comment>no value</comment>
        <translation>keine Angabe</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/config_form.py"/>
        <source>The preset {preset} has {default}.</source>
        <translation>Die Voreinstellung {preset} hat {default}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/config_form.py"/>
        <source>To be corrected: {settings}.</source>
        <translation>Zu korrigieren: {settings}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/config_table.py"/>
        <source>Settings of the run</source>
        <translation>Einstellungen des Laufs</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/config_table.py"/>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/config_table.py"/>
        <source>On the command line {name}</source>
        <translation>Auf der Kommandozeile {name}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/curves_tab.py"/>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/curves_tab.py"/>
        <source>False alarms on full frames</source>
        <translation>Fehlalarme auf ganzen Bildern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/curves_tab.py"/>
        <source>False alarms on the upper GI tract</source>
        <translation>Fehlalarme im oberen Verdauungstrakt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/curves_tab.py"/>
        <source>False alarms on patches</source>
        <translation>Fehlalarme auf Ausschnitten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/curves_tab.py"/>
        <source>False alarms</source>
        <translation>Fehlalarme</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/curves_tab.py"/>
        <source>full frames</source>
        <translation>ganze Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/curves_tab.py"/>
        <source>upper GI</source>
        <translation>oberer Verdauungstrakt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/curves_tab.py"/>
        <source>patches</source>
        <translation>Ausschnitte</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/curves_tab.py"/>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/curves_tab.py"/>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/curves_tab.py"/>
        <source>The curves appear after the first epoch.</source>
        <translation>Die Kurven erscheinen nach der ersten Epoche.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/curves_tab.py"/>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/data_panel.py"/>
        <source>none: divided by the settings below</source>
        <translation>keine: Aufteilung nach den Einstellungen unten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/data_panel.py"/>
        <source>Choose split file…</source>
        <translation>Aufteilungsdatei wählen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/data_panel.py"/>
        <source>Use the sides of a split file</source>
        <translation>Die Teile einer Aufteilungsdatei verwenden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/data_panel.py"/>
        <source>Use no split file</source>
        <translation>Keine Aufteilungsdatei verwenden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/data_panel.py"/>
        <source>Datasets held out for tests</source>
        <translation>Für Tests zurückgehaltene Datensätze</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/data_panel.py"/>
        <source>Datasets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/data_panel.py"/>
        <source>Tick those to hold out for tests; they are not trained on.</source>
        <translation>Ankreuzen, was für Tests zurückgehalten wird; damit wird nicht trainiert.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/data_panel.py"/>
        <source>Split file</source>
        <translation>Aufteilungsdatei</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/data_panel.py"/>
        <source>Searching the folders…</source>
        <translation>Ordner werden durchsucht…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/data_panel.py"/>
        <source>Choose a split file</source>
        <translation>Aufteilungsdatei wählen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/data_panel.py"/>
        <source>Split files (*.json)</source>
        <translation>Aufteilungsdateien (*.json)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/data_panel.py"/>
        <source>Of these, unreadable pairs and near copies of held-out pictures will be left out.</source>
        <translation>Davon entfallen unlesbare Paare und Beinahe-Kopien zurückgehaltener Bilder.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/folder_list.py"/>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/folder_list.py"/>
        <source>Remove folder</source>
        <translation>Ordner entfernen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/folder_list.py"/>
        <source>Remove the selected folder from the list; its files stay</source>
        <translation>Den markierten Ordner aus der Liste entfernen; seine Dateien bleiben</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/folder_list.py"/>
        <source>Add to: {title}</source>
        <translation>Hinzufügen zu: {title}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <source>Train on my corrections</source>
        <translation>Aus meinen Korrekturen lernen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <source>A copy of {model}, the model in use, learns from frames that you have corrected. Both are then compared on recordings that were not learned from. The model in use stays as it is until you choose otherwise.</source>
        <translation>Eine Kopie von {model}, dem verwendeten Modell, lernt aus korrigierten Bildern. Danach werden beide auf Aufnahmen verglichen, aus denen nicht gelernt wurde. Das verwendete Modell bleibt, bis ein anderes gewählt wird.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <source>Dataset of corrected frames</source>
        <translation>Datensatz korrigierter Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <source>The folder that you have added corrected frames to</source>
        <translation>Der Ordner, dem korrigierte Bilder hinzugefügt wurden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <source>It was trained on {data}. Of folders with that data, a sample trains too; without any, the model teaches its copy. Both keep the copy from forgetting.</source>
        <translation>Es wurde trainiert mit: {data}. Aus Ordnern mit diesen Daten wird eine Stichprobe mittrainiert; ohne solche lehrt das Modell seine Kopie. Beides verhindert, dass die Kopie verlernt.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <source>data that its card does not name</source>
        <translation>Daten, die seine Karte nicht nennt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <source>Folders of its training data</source>
        <translation>Ordner seiner Trainingsdaten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <source>Optional</source>
        <translation>Optional</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <source>How often the frames are learned from; the best epoch is kept</source>
        <translation>Wie oft aus den Bildern gelernt wird; die beste Epoche wird behalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <location filename="../../../app/workspaces/training/new_run_page.py"/>
        <source>Start training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <source>Corrected frames</source>
        <translation>Korrigierte Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <source>What the model was trained on</source>
        <translation>Womit das Modell trainiert wurde</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <source>Choose the folder that you have added corrected frames to.</source>
        <translation>Den Ordner wählen, dem korrigierte Bilder hinzugefügt wurden.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <location filename="../../../app/workspaces/training/runs.py"/>
        <source>Start the training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <source>Reading the pairs…</source>
        <translation>Paare werden gelesen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/learn_dialog.py"/>
        <source>Reading the pairs, {progress}</source>
        <translation>Paare werden gelesen, {progress}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/model_comparison_panel.py"/>
        <source>The viewer uses {model}.</source>
        <translation>Der Viewer verwendet {model}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/model_comparison_panel.py"/>
        <source>Go back to {model}</source>
        <translation>Zurück zu {model}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/model_comparison_panel.py"/>
        <source>Make {model} the model that the viewer runs again</source>
        <translation>{model} wieder zum Modell des Viewers machen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/new_run_page.py"/>
        <source>A plain U-Net with random initial weights.</source>
        <translation>Ein einfaches U-Net mit zufälligen Anfangsgewichten.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/new_run_page.py"/>
        <source>A ResNet34 encoder with ImageNet weights, which are downloaded the first time.</source>
        <translation>Ein ResNet34-Encoder mit ImageNet-Gewichten, die beim ersten Mal heruntergeladen werden.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/new_run_page.py"/>
        <source>A small encoder with ImageNet weights from an installed package, and a presence head. For a CPU.</source>
        <translation>Ein kleiner Encoder mit ImageNet-Gewichten aus einem installierten Paket und ein Präsenzkopf. Für CPUs.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/new_run_page.py"/>
        <source>The settings of the shipped model: 200 passes, much augmentation. For a GPU: a CPU takes days.</source>
        <translation>Die Einstellungen des mitgelieferten Modells: 200 Durchgänge, viel Augmentierung. Für GPUs: Eine CPU braucht Tage.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/new_run_page.py"/>
        <source>Folders of images and masks</source>
        <translation>Ordner mit Bildern und Masken</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/new_run_page.py"/>
        <source>Any depth: Kvasir-SEG, CVC-ClinicDB, MPSD, or folders “images” and “masks”.</source>
        <translation>Beliebige Tiefe: Kvasir-SEG, CVC-ClinicDB, MPSD oder Ordner „images“ und „masks“.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/new_run_page.py"/>
        <source>Add a folder of training pairs.</source>
        <translation>Einen Ordner mit Trainingspaaren hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/new_run_page.py"/>
        <source>Folders of polyp-free pictures</source>
        <translation>Ordner mit polypenfreien Bildern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/new_run_page.py"/>
        <source>Optional, without masks. “upper” or “patch” in a folder&apos;s name sets the kind; others are full frames.</source>
        <translation>Optional, ohne Masken. „upper“ oder „patch“ im Ordnernamen bestimmt die Art; sonst ganze Bilder.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/new_run_page.py"/>
        <source>Sets every setting below to the value of the preset</source>
        <translation>Setzt jede Einstellung unten auf den Wert der Voreinstellung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/new_run_page.py"/>
        <source>Discard new run</source>
        <translation>Neuen Lauf verwerfen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/new_run_page.py"/>
        <source>Back to the runs; the settings are not kept</source>
        <translation>Zurück zu den Läufen; die Einstellungen werden nicht behalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/new_run_page.py"/>
        <location filename="../../../app/workspaces/training/run_list.py"/>
        <location filename="../../../app/workspaces/training/training_workspace.py"/>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>Starting: reading the pairs</source>
        <translation>Start: Paare werden gelesen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>Finishing: choosing the threshold and scoring the best model</source>
        <translation>Abschluss: Schwellenwert wird gewählt, bestes Modell ausgewertet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>Ended unexpectedly</source>
        <translation>Unerwartet beendet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>Did not start</source>
        <translation>Nicht gestartet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <location filename="../../../app/workspaces/training/samples_tab.py"/>
        <source>Epoch {done} of {total}</source>
        <translation>Epoche {done}/{total}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>{n} epochs</source>
        <extracomment>Singular: {n} epoch</extracomment>
        <translation>
            <numerusform>{n} Epoche</numerusform>
            <numerusform>{n} Epochen</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>best Dice {dice:.3f}</source>
        <translation>bester Dice {dice:.3f}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>{done} of {n} epochs done</source>
        <extracomment>Singular: {done} of {n} epoch done</extracomment>
        <translation>
            <numerusform>{done} von {n} Epoche fertig</numerusform>
            <numerusform>{done} von {n} Epochen fertig</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>step {step} of {steps}</source>
        <translation>Schritt {step} von {steps}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>about {duration} left</source>
        <translation>noch etwa {duration}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>best validation Dice {dice:.3f} in epoch {epoch}</source>
        <translation>bester Dice der Validierung {dice:.3f} in Epoche {epoch}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_labels.py"/>
        <source>false alarms {share:.1f} %</source>
        <translation>Fehlalarme {share:.1f} %</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_list.py"/>
        <source>Set up and start a training run</source>
        <translation>Einen Trainingslauf einrichten und starten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_list.py"/>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_list.py"/>
        <source>Training runs</source>
        <translation>Trainingsläufe</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_list.py"/>
        <source>Remove this run from the list</source>
        <translation>Diesen Lauf aus der Liste entfernen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_list.py"/>
        <source>Add an existing run</source>
        <translation>Vorhandenen Lauf hinzufügen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_list.py"/>
        <source>Remove this run from the list; its folder stays</source>
        <translation>Diesen Lauf aus der Liste entfernen; sein Ordner bleibt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_list.py"/>
        <source>Curves, settings and scores of two runs side by side</source>
        <translation>Kurven, Einstellungen und Kennwerte zweier Läufe nebeneinander</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_list.py"/>
        <source>Add the folder of a training run</source>
        <translation>Ordner eines Trainingslaufs hinzufügen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Stop training</source>
        <translation>Training anhalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Progress of the training</source>
        <translation>Fortschritt des Trainings</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Stop after the current step; the best model so far is saved</source>
        <translation>Nach dem aktuellen Schritt anhalten; das bisher beste Modell wird gespeichert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Resume training</source>
        <translation>Training fortsetzen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Continue after the last complete epoch</source>
        <translation>Nach der letzten vollständigen Epoche fortsetzen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Start run again</source>
        <translation>Lauf neu starten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Start this run again with the same settings</source>
        <translation>Diesen Lauf mit denselben Einstellungen neu starten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Use model in viewer</source>
        <translation>Modell im Viewer verwenden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Use this run&apos;s best model in the viewer, and compare it with the viewer&apos;s previous model on the validation pairs of this run, which favour the previous model if it was trained on them</source>
        <translation>Das beste Modell dieses Laufs im Viewer verwenden und auf den Validierungspaaren dieses Laufs mit dem vorigen vergleichen; diese begünstigen das vorige, falls es damit trainiert wurde</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Open run folder</source>
        <translation>Ordner des Laufs öffnen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Open the folder with all files of the run</source>
        <translation>Den Ordner mit allen Dateien des Laufs öffnen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Log of the run</source>
        <translation>Protokoll des Laufs</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Log</source>
        <comment>of a run</comment>
        <translation>Protokoll</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Reading the run</source>
        <translation>Lauf wird gelesen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Stopping…</source>
        <comment>a training</comment>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Last output</source>
        <translation>Letzte Ausgabe</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_page.py"/>
        <source>Last output of the run</source>
        <translation>Letzte Ausgabe des Laufs</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/run_watcher.py"/>
        <source>The run in {folder} cannot be shown because of an error in the program. See the log.</source>
        <translation>Der Lauf in {folder} kann wegen eines Programmfehlers nicht angezeigt werden. Siehe Protokoll.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/runs.py"/>
        <source>Stop the training</source>
        <translation>Training anhalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/samples_tab.py"/>
        <source>Image, ground truth, and prediction: hits white, misses blue, false alarms red.</source>
        <translation>Bild, Referenz und Vorhersage: getroffen weiß, übersehen blau, Fehlalarm rot.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/samples_tab.py"/>
        <source>Epoch of the samples</source>
        <translation>Epoche der Stichproben</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/samples_tab.py"/>
        <source>Validation pairs with the prediction of this epoch</source>
        <translation>Validierungspaare mit der Vorhersage dieser Epoche</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/samples_tab.py"/>
        <source>The samples appear after the first epoch.</source>
        <translation>Die Stichproben erscheinen nach der ersten Epoche.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/samples_tab.py"/>
        <source>Epoch {number}: {file} cannot be read</source>
        <translation>Epoche {number}: {file} ist nicht lesbar</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/setting_labels.py"/>
        <source>Augmentation: {setting}</source>
        <translation>Augmentierung: {setting}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Training needs PyTorch, which would make this program five times as large. Run this command once in a terminal with an internet connection, then look again. Existing runs can be looked at without it, and models can be used and scored.</source>
        <translation>Training braucht PyTorch, das dieses Programm fünfmal so groß machen würde. Führen Sie diesen Befehl einmal in einem Terminal mit Internetverbindung aus und suchen Sie dann erneut. Vorhandene Läufe lassen sich auch ohne PyTorch ansehen, Modelle benutzen und bewerten.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Command that adds training</source>
        <translation>Befehl, der das Training hinzufügt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Copy the command</source>
        <translation>Den Befehl kopieren</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Look again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Look for training once the command has finished</source>
        <translation>Nach dem Training suchen, sobald der Befehl fertig ist</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Training is not part of this installation</source>
        <translation>Das Training gehört nicht zu dieser Installation</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_notice.py"/>
        <source>Training has not been found yet.</source>
        <translation>Das Training ist noch nicht zu finden.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_workspace.py"/>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/training_workspace.py"/>
        <source>A run trains the network on folders of images and ground truth masks. It is a separate process, which continues if this window is closed. Start a run here, or add the folder of a run that was started elsewhere.</source>
        <translation>Ein Lauf trainiert das Netz mit Ordnern von Bildern und Referenzmasken. Er ist ein eigener Prozess, der weiterläuft, wenn dieses Fenster geschlossen wird. Hier einen Lauf starten oder den Ordner eines anderswo gestarteten Laufs hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/use_in_viewer.py"/>
        <source>The comparison with the previous model was stopped.</source>
        <translation>Der Vergleich mit dem vorigen Modell wurde abgebrochen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/use_in_viewer.py"/>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/use_in_viewer.py"/>
        <source>The viewer already uses the model of {run}.</source>
        <translation>Der Viewer verwendet das Modell von {run} bereits.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/use_in_viewer.py"/>
        <source>The viewer now uses the model of {run}. It is being compared with {model}.</source>
        <translation>Der Viewer verwendet jetzt das Modell von {run}. Es wird mit {model} verglichen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/use_in_viewer.py"/>
        <source>Compare with the previous model</source>
        <translation>Vergleich mit dem vorigen Modell</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/use_in_viewer.py"/>
        <source>The two models could not be compared: {error}</source>
        <translation>Die beiden Modelle konnten nicht verglichen werden: {error}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/training/use_in_viewer.py"/>
        <source>The viewer now uses the model of {run}.</source>
        <translation>Der Viewer verwendet jetzt das Modell von {run}.</translation>
    </message>
</context>
</TS>
