// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;

/** Takes a head-end's cards over when it is time. Used by its thread; {@link #want} by any. */
final class CardWork {
  private static final Logger LOG = LoggerFactory.getLogger(CardWork.class);

  /** How many times the first pause nobody may have had a card until that counts. */
  private static final int NONE_AGAIN = 5;

  private final HeadEndSettings settings;
  private final HouseServices house;
  private final HeadEndLine.Rhythm rhythm;
  private volatile boolean wanted = true;

  /**
   * Since when no look found a card for anybody, if the last one did not: a server or a directory
   * that is starting says so, too, and all cards would end by it.
   */
  private Optional<Long> noneSince = Optional.empty();

  private String sentence = "";
  private String trouble = "";
  private long due;

  CardWork(HeadEndSettings settings, HouseServices house, HeadEndLine.Rhythm rhythm) {
    this.settings = settings;
    this.house = house;
    this.rhythm = rhythm;
  }

  /** Lets cards be taken over at the next round, whatever the time. */
  void want() {
    wanted = true;
  }

  /** Takes cards over if it is time. Throws only what is wrong with the head-end. */
  void take(HeadEnd headEnd) throws VestibuleException, InterruptedException {
    boolean now = wanted || rhythm.nanos().getAsLong() - due >= 0;
    if (settings.cards().isEmpty() || !now) {
      return;
    }
    wanted = false;
    due = in(rhythm.ping());
    Optional<HouseServices.CardTaker> taker = house.cardTaker();
    if (taker.isEmpty()) {
      trouble = "cards wait for the store of people and cards";
      return;
    }
    HeadEndSettings.Cards wish = settings.cards().get();
    HeadEnd.Roster roster = headEnd.roster(wish);
    try {
      Optional<CardSync.Result> result =
          CardSync.take(settings.name(), roster, wish, taker.get(), Instant.now(), noneForLong());
      if (result.isEmpty()) {
        noneSince = noneSince.or(() -> Optional.of(rhythm.nanos().getAsLong()));
        trouble = "nobody has a card; that counts when it is still so in a moment";
        due = in(noneCounts());
        return;
      }
      noneSince = Optional.empty();
      sentence = result.get().sentence();
      trouble = "";
      due = in(wish.every());
      LOG.info("{}: {} ({})", settings.name(), sentence, result.get().changes());
    } catch (VestibuleException e) {
      // What is wrong is on our side: the head-end itself is well.
      trouble = "its cards are not taken over: " + e.getMessage();
    }
  }

  /** Returns what keeps cards from being taken over; empty where nothing does. */
  String trouble() {
    return trouble;
  }

  /** Returns what was taken over last; empty before the first time. */
  String sentence() {
    return sentence;
  }

  /** Returns when it is time again, on the monotonic clock. */
  long due() {
    return due;
  }

  private boolean noneForLong() {
    long now = rhythm.nanos().getAsLong();
    return noneSince.filter(since -> now - since >= noneCounts().toNanos()).isPresent();
  }

  private Duration noneCounts() {
    return rhythm.first().multipliedBy(NONE_AGAIN);
  }

  private long in(Duration time) {
    return rhythm.nanos().getAsLong() + time.toNanos();
  }
}
