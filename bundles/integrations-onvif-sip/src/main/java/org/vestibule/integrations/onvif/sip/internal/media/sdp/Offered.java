// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.Suite;

/**
 * What we offered, against which an answer is held. What comes has our numbers, what we send has
 * those of the answer (RFC 3264, section 7).
 */
record Offered(MediaWish wish, Formats formats, OwnKeys keys) {
  Agreement agreed(AudioLine line) throws VestibuleException {
    Optional<Agreement.Keys> used = keys(line);
    Map<Integer, SoundEncoding> theirs = new LinkedHashMap<>(line.formats().sounds());
    theirs.values().removeIf(encoding -> !wish.encodings().contains(encoding));
    if (theirs.isEmpty()) {
      throw Refusals.incompatible("no encoding that was offered", wish.encodings().toString());
    }
    Map<Integer, SoundEncoding> ours = new LinkedHashMap<>(formats.sounds());
    ours.values().removeIf(encoding -> !theirs.containsValue(encoding));
    Map.Entry<Integer, SoundEncoding> first = theirs.entrySet().iterator().next();
    return new Agreement(
        first.getValue(),
        first.getKey(),
        ours,
        line.formats().events().isEmpty() ? Set.of() : formats.eventTypes(),
        line.remote(),
        line.remoteControl(line.multiplexed()),
        line.multiplexed(),
        line.direction().receives(),
        line.direction().sends(),
        used);
  }

  private Optional<Agreement.Keys> keys(AudioLine line) throws VestibuleException {
    Optional<CryptoLine> answer = line.crypto().stream().findFirst();
    boolean offered = wish.protection() != Protection.NONE;
    if (answer.isEmpty() || !offered) {
      if (wish.protection() == Protection.REQUIRED || line.secured()) {
        throw Refusals.incompatible(
            "an answer without a key", "SRTP, with one of the keys offered");
      }
      return Optional.empty();
    }
    CryptoLine chosen = answer.get();
    Suite suite = chosen.suite();
    if (chosen.tag() != suite.ordinal() + 1) {
      throw Refusals.incompatible("a key for what was not offered", "one of the tags offered");
    }
    return Optional.of(new Agreement.Keys(suite, keys.of(suite), chosen.key()));
  }
}
