// SPDX-License-Identifier: Apache-2.0
// What the page says by itself, in the languages of the house's prompts; what the house says comes from the house.

const EN = {
  name: "English", ring: "Ring", again: "Ring again", ringing: "Ringing", end: "I am leaving", welcome: "Please ring.",
  callUnit: "Call", useCode: "Use as code", enter: "Enter", erase: "Erase", unit: "Ring at {0}",
  connected: "Connected", away: "No connection", awayWhat: "This door station cannot reach the house. It tries again by itself.",
  sending: "Sending picture and sound", sendingPicture: "Sending the picture", sendingSound: "Sending sound",
  idle: "Picture and sound stay on this device until somebody rings.", live: "The house sees and hears this.",
  blind: "This door station has no camera and no microphone.",
  pair: "Make this device a door station", pairWhat: "It rings, shows who stands at the door, and lets the house talk with them.",
  stationId: "Name of the station", token: "Token of the station", tokenWhere: "It lies on the gateway, in secrets/station-NAME.token in its data folder. This device keeps it.",
  pairNow: "Pair this device", pairWrong: "The gateway does not know this name with this token. Nothing was kept.", pairMany: "Too many wrong tokens. Wait a minute.",
  consent: "This device becomes a camera at the door", consentWhat: "It needs its camera and its microphone. The browser asks you next.",
  consentWhen: "From the moment somebody rings until the visit ends, picture and sound go to this building's gateway. At no other time, and nowhere else. A red mark shows it.",
  agree: "Use camera and microphone", without: "Go on without them",
  insecure: "This page was opened without encryption, and browsers then give no camera and no microphone. Open it with https:// on the gateway's HTTPS port, and trust the gateway's certificate on this device.",
  noCamera: "The browser gave no camera and no microphone ({0}). Allow them in its settings for this page, or go on without them.",
  taken: "Another device is this door station now", takenWhat: "One device at a time can be this station.", take: "Take its place",
  settings: "Settings of this device", fullScreen: "Full screen", forget: "Unpair this device", forgetSure: "Unpair it: sure?", close: "Close", touch: "Touch here to switch the sound on",
  pictures: "Pictures sent", soundSent: "Sound sent, s", soundHeard: "Sound heard, s", gaps: "Gaps in the sound",
  lights: { red: "red", green: "green", amber: "amber", blue: "blue", magenta: "magenta", cyan: "cyan", white: "white" },
};
const DE = {
  name: "Deutsch", ring: "Klingeln", again: "Noch einmal klingeln", ringing: "Es klingelt", end: "Ich gehe wieder", welcome: "Bitte klingeln.",
  callUnit: "Anrufen", useCode: "Als Code", enter: "Eingeben", erase: "Löschen", unit: "Bei {0} klingeln",
  connected: "Verbunden", away: "Keine Verbindung", awayWhat: "Diese Türstation erreicht das Haus nicht. Sie versucht es von selbst wieder.",
  sending: "Bild und Ton werden gesendet", sendingPicture: "Das Bild wird gesendet", sendingSound: "Ton wird gesendet",
  idle: "Bild und Ton bleiben auf diesem Gerät, bis jemand klingelt.", live: "Das Haus sieht und hört dies.",
  blind: "Diese Türstation hat keine Kamera und kein Mikrofon.",
  pair: "Dieses Gerät zur Türstation machen", pairWhat: "Es klingelt, zeigt, wer vor der Tür steht, und lässt das Haus mit ihm sprechen.",
  stationId: "Name der Station", token: "Token der Station", tokenWhere: "Es liegt auf dem Gateway, im Datenordner unter secrets/station-NAME.token. Dieses Gerät behält es.",
  pairNow: "Gerät koppeln", pairWrong: "Das Gateway kennt diesen Namen mit diesem Token nicht. Es wurde nichts behalten.", pairMany: "Zu viele falsche Token. Bitte eine Minute warten.",
  consent: "Dieses Gerät wird zur Kamera an der Tür", consentWhat: "Dazu braucht es Kamera und Mikrofon. Gleich fragt der Browser danach.",
  consentWhen: "Vom Klingeln bis zum Ende des Besuchs gehen Bild und Ton an das Gateway dieses Hauses. Sonst nie, und nirgendwohin sonst. Eine rote Marke zeigt es an.",
  agree: "Kamera und Mikrofon benutzen", without: "Ohne sie weiter",
  insecure: "Diese Seite wurde unverschlüsselt geöffnet; dann gibt kein Browser Kamera und Mikrofon frei. Öffnen Sie sie mit https:// am HTTPS-Port des Gateways, und vertrauen Sie auf diesem Gerät dessen Zertifikat.",
  noCamera: "Der Browser gab Kamera und Mikrofon nicht frei ({0}). Erlauben Sie beides in seinen Einstellungen für diese Seite, oder machen Sie ohne weiter.",
  taken: "Ein anderes Gerät ist jetzt diese Türstation", takenWhat: "Nur ein Gerät zugleich kann diese Station sein.", take: "Seinen Platz einnehmen",
  settings: "Einstellungen dieses Geräts", fullScreen: "Ganzer Bildschirm", forget: "Gerät entkoppeln", forgetSure: "Wirklich entkoppeln?", close: "Schließen", touch: "Hier berühren, um den Ton einzuschalten",
  pictures: "Gesendete Bilder", soundSent: "Gesendeter Ton, s", soundHeard: "Gehörter Ton, s", gaps: "Lücken im Ton",
  lights: { red: "rot", green: "grün", amber: "gelb", blue: "blau", magenta: "magenta", cyan: "türkis", white: "weiß" },
};
const FR = {
  name: "Français", ring: "Sonner", again: "Sonner encore", ringing: "Ça sonne", end: "Je m’en vais", welcome: "Veuillez sonner.",
  callUnit: "Appeler", useCode: "Utiliser comme code", enter: "Valider", erase: "Effacer", unit: "Sonner chez {0}",
  connected: "Connecté", away: "Pas de connexion", awayWhat: "Cette platine ne joint pas la maison. Elle réessaie d’elle-même.",
  sending: "Image et son transmis", sendingPicture: "Image transmise", sendingSound: "Son transmis",
  idle: "L’image et le son restent sur cet appareil tant que personne ne sonne.", live: "La maison voit et entend ceci.",
  blind: "Cette platine n’a ni caméra ni micro.",
  pair: "Faire de cet appareil une platine de rue", pairWhat: "Il sonne, montre qui est à la porte et permet à la maison de lui parler.",
  stationId: "Nom de la platine", token: "Jeton de la platine", tokenWhere: "Il se trouve sur la passerelle, dans secrets/station-NOM.token de son dossier de données. Cet appareil le garde.",
  pairNow: "Associer cet appareil", pairWrong: "La passerelle ne connaît pas ce nom avec ce jeton. Rien n’a été gardé.", pairMany: "Trop de jetons faux. Attendez une minute.",
  consent: "Cet appareil devient une caméra à la porte", consentWhat: "Il lui faut sa caméra et son micro. Le navigateur va vous les demander.",
  consentWhen: "Du coup de sonnette à la fin de la visite, l’image et le son vont à la passerelle de cet immeuble. À aucun autre moment, et nulle part ailleurs. Une marque rouge le montre.",
  agree: "Utiliser la caméra et le micro", without: "Continuer sans",
  insecure: "Cette page a été ouverte sans chiffrement ; les navigateurs ne donnent alors ni caméra ni micro. Ouvrez-la en https:// sur le port HTTPS de la passerelle et faites confiance à son certificat sur cet appareil.",
  noCamera: "Le navigateur n’a donné ni caméra ni micro ({0}). Autorisez-les dans ses réglages pour cette page, ou continuez sans.",
  taken: "Un autre appareil est maintenant cette platine", takenWhat: "Un seul appareil à la fois peut être cette platine.", take: "Prendre sa place",
  settings: "Réglages de cet appareil", fullScreen: "Plein écran", forget: "Dissocier cet appareil", forgetSure: "Dissocier : certain ?", close: "Fermer", touch: "Touchez ici pour activer le son",
  pictures: "Images envoyées", soundSent: "Son envoyé, s", soundHeard: "Son entendu, s", gaps: "Trous dans le son",
  lights: { red: "rouge", green: "vert", amber: "orange", blue: "bleu", magenta: "magenta", cyan: "cyan", white: "blanc" },
};
const ES = {
  name: "Español", ring: "Llamar", again: "Llamar otra vez", ringing: "Está llamando", end: "Me voy", welcome: "Por favor, llame.",
  callUnit: "Llamar", useCode: "Usar como código", enter: "Enviar", erase: "Borrar", unit: "Llamar a {0}",
  connected: "Conectado", away: "Sin conexión", awayWhat: "Este portero no alcanza la casa. Lo intenta de nuevo por sí mismo.",
  sending: "Se envían imagen y sonido", sendingPicture: "Se envía la imagen", sendingSound: "Se envía el sonido",
  idle: "La imagen y el sonido se quedan en este aparato hasta que alguien llama.", live: "La casa ve y oye esto.",
  blind: "Este portero no tiene cámara ni micrófono.",
  pair: "Hacer de este aparato un portero", pairWhat: "Llama, muestra quién está a la puerta y deja que la casa hable con esa persona.",
  stationId: "Nombre del portero", token: "Token del portero", tokenWhere: "Está en la pasarela, en secrets/station-NOMBRE.token de su carpeta de datos. Este aparato lo guarda.",
  pairNow: "Vincular este aparato", pairWrong: "La pasarela no conoce este nombre con este token. No se guardó nada.", pairMany: "Demasiados tokens erróneos. Espere un minuto.",
  consent: "Este aparato pasa a ser una cámara en la puerta", consentWhat: "Necesita su cámara y su micrófono. El navegador se los pedirá ahora.",
  consentWhen: "Desde que alguien llama hasta que acaba la visita, la imagen y el sonido van a la pasarela de este edificio. En ningún otro momento y a ningún otro lugar. Una marca roja lo muestra.",
  agree: "Usar cámara y micrófono", without: "Seguir sin ellos",
  insecure: "Esta página se abrió sin cifrado, y los navegadores no dan entonces ni cámara ni micrófono. Ábrala con https:// en el puerto HTTPS de la pasarela y confíe en su certificado en este aparato.",
  noCamera: "El navegador no dio cámara ni micrófono ({0}). Permítalos en sus ajustes para esta página, o siga sin ellos.",
  taken: "Otro aparato es ahora este portero", takenWhat: "Solo un aparato a la vez puede ser este portero.", take: "Ocupar su lugar",
  settings: "Ajustes de este aparato", fullScreen: "Pantalla completa", forget: "Desvincular este aparato", forgetSure: "Desvincular: ¿seguro?", close: "Cerrar", touch: "Toque aquí para activar el sonido",
  pictures: "Imágenes enviadas", soundSent: "Sonido enviado, s", soundHeard: "Sonido oído, s", gaps: "Huecos en el sonido",
  lights: { red: "rojo", green: "verde", amber: "ámbar", blue: "azul", magenta: "magenta", cyan: "cian", white: "blanco" },
};
const IT = {
  name: "Italiano", ring: "Suona", again: "Suona ancora", ringing: "Sta suonando", end: "Me ne vado", welcome: "Suoni, per favore.",
  callUnit: "Chiama", useCode: "Usa come codice", enter: "Invia", erase: "Cancella", unit: "Suona a {0}",
  connected: "Connesso", away: "Nessuna connessione", awayWhat: "Questo citofono non raggiunge la casa. Riprova da solo.",
  sending: "Immagine e suono trasmessi", sendingPicture: "Immagine trasmessa", sendingSound: "Suono trasmesso",
  idle: "Immagine e suono restano su questo dispositivo finché nessuno suona.", live: "La casa vede e sente questo.",
  blind: "Questo citofono non ha né telecamera né microfono.",
  pair: "Fare di questo dispositivo un citofono", pairWhat: "Suona, mostra chi è alla porta e lascia che la casa gli parli.",
  stationId: "Nome del citofono", token: "Token del citofono", tokenWhere: "Si trova sul gateway, in secrets/station-NOME.token nella sua cartella dei dati. Questo dispositivo lo conserva.",
  pairNow: "Associa questo dispositivo", pairWrong: "Il gateway non conosce questo nome con questo token. Nulla è stato conservato.", pairMany: "Troppi token errati. Attendere un minuto.",
  consent: "Questo dispositivo diventa una telecamera alla porta", consentWhat: "Gli servono la telecamera e il microfono. Ora il browser li chiede.",
  consentWhen: "Da quando qualcuno suona alla fine della visita, immagine e suono vanno al gateway di questo edificio. In nessun altro momento e in nessun altro luogo. Un segno rosso lo mostra.",
  agree: "Usa telecamera e microfono", without: "Continua senza",
  insecure: "Questa pagina è stata aperta senza cifratura, e allora i browser non danno né telecamera né microfono. La apra con https:// sulla porta HTTPS del gateway e si fidi del suo certificato su questo dispositivo.",
  noCamera: "Il browser non ha dato né telecamera né microfono ({0}). Li consenta nelle sue impostazioni per questa pagina, o continui senza.",
  taken: "Un altro dispositivo è ora questo citofono", takenWhat: "Un solo dispositivo alla volta può essere questo citofono.", take: "Prendi il suo posto",
  settings: "Impostazioni di questo dispositivo", fullScreen: "Schermo intero", forget: "Dissocia questo dispositivo", forgetSure: "Dissociare: sicuro?", close: "Chiudi", touch: "Tocchi qui per attivare il suono",
  pictures: "Immagini inviate", soundSent: "Suono inviato, s", soundHeard: "Suono sentito, s", gaps: "Vuoti nel suono",
  lights: { red: "rosso", green: "verde", amber: "giallo", blue: "blu", magenta: "magenta", cyan: "ciano", white: "bianco" },
};

export const LANGUAGES = { en: EN, de: DE, fr: FR, es: ES, it: IT };

let now = "en";
export const language = () => now;
export const choose = (wanted) => { now = LANGUAGES[wanted] ? wanted : "en"; };
export const w = (key, ...values) => {
  const words = LANGUAGES[now][key] ?? EN[key];
  return typeof words === "string" ? words.replace(/\{(\d)\}/g, (all, n) => values[n]) : words;
};

// The first of the browser's languages that the house speaks.
export const preferred = () => (navigator.languages || []).map((tag) => tag.slice(0, 2)).find((tag) => LANGUAGES[tag]) || "en";
