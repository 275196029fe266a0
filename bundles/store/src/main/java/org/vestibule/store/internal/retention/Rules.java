// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.retention;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.privacy.Expiring;
import org.vestibule.api.privacy.Retention.Rule;
import org.vestibule.store.internal.site.Profile;
import org.vestibule.store.internal.site.Site;

/** What the site's profile and settings make of time. Thread-safe; reads memory. */
final class Rules {
  private final Site site;

  Rules(Site site) {
    this.site = site;
  }

  /** Returns the rule of each kind of data, and of everything else that somebody here keeps. */
  List<Rule> all(Collection<Expiring> others) {
    List<Rule> rules = new ArrayList<>();
    for (DataKind kind : DataKind.values()) {
      rules.add(of(kind));
    }
    others.stream()
        .filter(other -> DataKind.of(other.what()).isEmpty())
        .forEach(other -> of(other.what()).ifPresent(rules::add));
    return rules;
  }

  /** Returns the rule of a kind of data. */
  Rule of(DataKind kind) {
    Duration keep = site.rules().law().retention().get(kind);
    boolean refused = site.rules().law().refused().contains(kind);
    if (refused) {
      String who = site.untouched().law().refused().contains(kind) ? profile() : "setting refused";
      return new Rule(kind.label(), Duration.ZERO, "never kept: " + who);
    }
    Duration most = site.untouched().law().retention().get(kind);
    return rule(kind.label(), keep, most, kind.label() + "Days");
  }

  /**
   * Returns the rule of what somebody else keeps, also of a kind of data that lies beside the
   * records; empty when nobody made one.
   */
  Optional<Rule> of(String what) {
    Profile now = site.rules();
    Profile most = site.untouched();
    return switch (what) {
      case "audit" -> Optional.of(rule(what, now.audit(), most.audit(), "auditDays"));
      case "backups" -> Optional.of(rule(what, now.backups(), most.backups(), "backupDays"));
      case "suspended people" ->
          Optional.of(
              rule(what, now.law().erasureDelay(), most.law().erasureDelay(), "erasureDelayDays"));
      default -> DataKind.of(what).map(this::of);
    };
  }

  private Rule rule(String what, Duration keep, Duration most, String setting) {
    return new Rule(what, keep, keep.equals(most) ? profile() : "setting " + setting);
  }

  private String profile() {
    return "profile " + site.rules().name();
  }
}
