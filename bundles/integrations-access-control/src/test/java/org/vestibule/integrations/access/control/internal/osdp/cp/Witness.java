// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.util.ArrayList;
import java.util.List;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/** Remembers what a reader said. */
final class Witness implements ReaderListener {
  final List<String> heard = new ArrayList<>();
  final List<CardBits> cards = new ArrayList<>();
  boolean online;
  boolean secured;
  String why = "";
  byte[] toStore;
  int onlines;
  int keySets;

  @Override
  public void online(boolean underOwnKey, ReaderFacts what) {
    online = true;
    secured = underOwnKey;
    onlines++;
  }

  @Override
  public void offline(String reason) {
    online = false;
    secured = false;
    why = reason;
  }

  @Override
  public void card(CardBits bits, long nowNanos) {
    cards.add(bits);
  }

  @Override
  public void keys(String keys, long nowNanos) {
    heard.add("keys " + keys);
  }

  @Override
  public void inputs(boolean[] active) {
    heard.add("inputs " + active[0]);
  }

  @Override
  public void outputs(boolean[] on) {
    heard.add("outputs " + on[0]);
  }

  @Override
  public void local(boolean tamper, boolean powerLost) {
    heard.add("tamper " + tamper + " power " + powerLost);
  }

  @Override
  public void storeKey(byte[] key) {
    toStore = key;
  }

  @Override
  public void keySet() {
    keySets++;
  }
}
