// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.SSLException;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.outbox.Outbox.SinkDepth;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;

/** How a link to a broker is, in the words of a person who can act on it. */
final class LinkStatus {
  /** So many events are under way anyhow; to tell of them would be a change every second. */
  private static final long USUAL = 200;

  private LinkStatus() {}

  /** Says what is wrong, from what a connection ended with. */
  static Status problem(ServerSettings server, Exception e, Feed feed) {
    String waiting = waiting(feed, 0);
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof VestibuleException refusal) {
        return Status.unavailable(Cause.CONFIGURATION, refusal.getMessage() + waiting);
      }
      if (cause instanceof BrokerException broker && broker.refusesUser()) {
        return Status.unavailable(
            Cause.CREDENTIALS,
            server.address()
                + " refuses user '"
                + server.username()
                + "': correct username and password, or the broker's access list"
                + waiting);
      }
      if (cause instanceof BrokerException broker && broker.refusesVersion()) {
        return Status.unavailable(
            Cause.CONFIGURATION,
            server.address() + " does not speak this MQTT: set version = auto" + waiting);
      }
      if (cause instanceof NoSuchFileException || cause instanceof AccessDeniedException) {
        return Status.unavailable(
            Cause.CREDENTIALS,
            "File " + cause.getMessage() + " cannot be read: correct the setting" + waiting);
      }
      if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
        return Status.unavailable(
            Cause.CREDENTIALS,
            server.address()
                + (server.certificateFile().isEmpty()
                    ? " does not show a certificate that caFile trusts, or wants one of ours"
                    : " and this gateway do not accept each other's certificates")
                + waiting);
      }
    }
    return Status.unavailable(
        Cause.NETWORK, server.address() + " does not answer: check address and network" + waiting);
  }

  static Status connected(ServerSettings server, Session session, Feed feed) {
    String sentence =
        "Connected to "
            + server.address()
            + " by MQTT "
            + session.client().version()
            + " and heard"
            + leftOut(session.way())
            + waiting(feed, USUAL);
    if (!feed.problem().isEmpty()) {
      return Status.degraded(
          Cause.DEPENDENCY, "Values are told, events are not: " + feed.problem());
    }
    if (!session.refusedTopic().isEmpty()) {
      return Status.degraded(
          Cause.CREDENTIALS,
          server.address()
              + " does not take "
              + session.refusedTopic()
              + ": correct its access list or its bounds; events are laid aside as dead letters");
    }
    long lost = feed.lost();
    return lost == 0
        ? Status.ready(sentence)
        : Status.degraded(
            Cause.OVERLOADED,
            sentence + "; " + lost + " events were lost because the outbox was full");
  }

  static Status noWayOut() {
    return Status.unavailable(
        Cause.DEPENDENCY,
        "Nothing is sent: the broker of what leaves (feature egress) is not there");
  }

  static Status off(String pid) {
    return new Status(
        Status.State.STOPPED,
        Cause.DISABLED,
        "No broker is configured; set server in " + pid + " to switch MQTT on",
        Instant.now());
  }

  private static String leftOut(Way way) {
    return way.denied().isEmpty()
        ? ""
        : "; left out, because the site does not allow it for sink "
            + Way.SINK
            + ": "
            + String.join(", ", way.denied());
  }

  /** Tells depth and age in steps: each other sentence is an event, and would wait here as well. */
  private static String waiting(Feed feed, long usual) {
    SinkDepth depth = feed.depth().orElse(null);
    if (depth == null || depth.waiting() <= usual) {
      return "";
    }
    long step = (long) Math.pow(10, Math.floor(Math.log10(depth.waiting())));
    String oldest =
        depth
            .oldest()
            .map(at -> ", the oldest of " + at.truncatedTo(ChronoUnit.MINUTES))
            .orElse("");
    return "; " + depth.waiting() / step * step + " events or more wait" + oldest;
  }
}
