#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Speaks the sentences of src/main/resources/prompts/LANGUAGE.properties into LANGUAGE/WORD.wav beside them: flite for
# English, espeak-ng for the other languages, sox for trimming, the peak and the format (16 kHz, mono, IMA ADPCM).
# Run by a person after a sentence has changed; the gateway uses none of the three. What was spoken already is left as
# it is, so that a commit holds only the sounds that changed.
# LANGUAGE.sha256 keeps, for each word, the SHA-256 of the sentence that its sound says; a test compares them.
# Usage: bundles/audio/prompts/render.sh
set -eu

here=$(cd "$(dirname "$0")" && pwd)
sounds=$here/../src/main/resources/prompts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { printf 'render: %s\n' "$*" >&2; exit 1; }
for tool in flite espeak-ng sox sha256sum; do
  command -v "$tool" >/dev/null 2>&1 || fail "$tool is missing"
done

# speak LANGUAGE SENTENCE: into raw.wav, at whatever rate the voice has.
speak() {
  case $1 in
    en) flite -voice slt -t "$2" -o "$work/raw.wav" ;;
    fr) espeak-ng -v fr-fr -s 160 -w "$work/raw.wav" -- "$2" ;;
    *) espeak-ng -v "$1" -s 160 -w "$work/raw.wav" -- "$2" ;;
  esac
}

# finish FILE: cuts the silence at both ends down to 60 ms, sets the peak to -3 dB and writes four bits a sample.
finish() {
  sox -D "$work/raw.wav" -r 16000 -c 1 -e ima-adpcm "$1" \
    silence 1 0.01 0.5% reverse silence 1 0.01 0.5% reverse gain -6 rate -h 16000 norm -3 pad 0.06 0.06
}

for catalogue in "$sounds"/*.properties; do
  language=$(basename "$catalogue" .properties)
  said=$here/$language.sha256
  mkdir -p "$sounds/$language"
  touch "$said"
  : >"$work/said"
  grep -v -e '^#' -e '^$' "$catalogue" | while IFS= read -r line; do
    word=${line%% = *}
    sentence=${line#* = }
    entry="$(printf '%s' "$sentence" | sha256sum | cut -d ' ' -f 1)  $word"
    if [ ! -f "$sounds/$language/$word.wav" ] || ! grep -qxF "$entry" "$said"; then
      speak "$language" "$sentence"
      finish "$sounds/$language/$word.wav"
      printf '%s %s\n' "$language" "$word"
    fi
    printf '%s\n' "$entry" >>"$work/said"
  done
  mv "$work/said" "$said"
done
