// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.visit.Visits;
import org.vestibule.integrations.notify.internal.NotifyServices;
import org.vestibule.integrations.notify.internal.chat.ChatPost;
import org.vestibule.integrations.notify.internal.chat.ChatSettings;
import org.vestibule.integrations.notify.internal.chat.Saying;
import org.vestibule.integrations.notify.internal.chat.SecretAddress;
import org.vestibule.integrations.notify.internal.chat.Texts;
import org.vestibule.integrations.notify.internal.chat.Wording;
import org.vestibule.integrations.notify.internal.delivery.Address;
import org.vestibule.integrations.notify.internal.delivery.Answer;
import org.vestibule.integrations.notify.internal.delivery.Parcel;
import org.vestibule.integrations.notify.internal.delivery.Trust;
import org.vestibule.integrations.notify.internal.delivery.Way;

/** Speaks in one channel of Slack, by its incoming webhook. Thread-safe. */
final class SlackPost implements ChatPost {
  /** The sink's name, in the manifest and in the site's rules. */
  static final String SINK = "slack";

  /** What it is for. */
  static final String PURPOSE = "People in a channel of Slack learn who rings and alarms";

  private static final Set<DataClass> CLASSES =
      EnumSet.of(DataClass.EVENT, DataClass.PERSONAL, DataClass.RAW_VIDEO, DataClass.CREDENTIAL);
  private static final Duration BELL = Duration.ofSeconds(3);

  private final SlackSettings settings;
  private final Wording wording;
  private final NotifyServices services;
  private final URI url;
  private final Way way;
  private final Clock clock;

  private SlackPost(
      SlackSettings settings, NotifyServices services, URI url, Way way, Clock clock) {
    this.settings = settings;
    this.wording = new Wording(Texts.in(settings.chat().language()));
    this.services = services;
    this.url = url;
    this.way = way;
    this.clock = clock;
  }

  static SlackPost open(
      SlackSettings settings, NotifyServices services, EgressBroker broker, Clock clock)
      throws VestibuleException, IOException, GeneralSecurityException {
    ChatSettings chat = settings.chat();
    URI url = SecretAddress.of(chat, services.secrets());
    boolean inside = chat.common().allowPrivate();
    Sink sink = new Sink(SINK, PURPOSE, CLASSES);
    Way way = Way.open(broker, sink, inside, Trust.in(chat.common().caFile()), clock);
    return new SlackPost(settings, services, url, way, clock);
  }

  Way way() {
    return way;
  }

  Wording wording() {
    return wording;
  }

  @Override
  public Answer ring(Notice notice) throws InterruptedException {
    Visits visits = services.visits();
    Optional<String> door =
        visits == null
            ? Optional.empty()
            : visits.story(notice.visit()).map(story -> story.door()).map(DoorId::value);
    Saying saying = wording.of(notice, clock.instant(), door);
    SlackBlocks.Buttons buttons = buttons(true);
    byte[] full = SlackBlocks.message(saying, wording.texts(), buttons);
    byte[] bare = SlackBlocks.message(saying.bare(), wording.texts(), buttons);
    Duration timeout = timeout();
    return way.send(
        List.of(
            new Parcel(Set.of(DataClass.PERSONAL), full),
            new Parcel(Set.of(DataClass.EVENT), bare)),
        body -> request(url, body, timeout.compareTo(BELL) < 0 ? timeout : BELL));
  }

  @Override
  public Answer send(OutboxEntry entry) throws InterruptedException {
    SlackBlocks.Buttons page = new SlackBlocks.Buttons(false, false, settings.chat().page("/"));
    byte[] message = SlackBlocks.message(wording.of(entry), wording.texts(), page);
    return say(url, message);
  }

  /**
   * Answers whoever pressed a button.
   *
   * @param to where Slack wants it; only where this channel's own messages go
   */
  Answer reply(String to, byte[] message) throws InterruptedException {
    boolean insecure = settings.chat().common().allowInsecure();
    boolean inside = settings.chat().common().allowPrivate();
    Optional<URI> there =
        Address.read(to, insecure, inside)
            .filter(uri -> uri.getHost().equals(url.getHost()) && uri.getPort() == url.getPort());
    return there.isPresent()
        ? say(there.get(), message)
        : Answer.of(
            Answer.Kind.REFUSED, Cause.DEVICE_REFUSED, "an answer was wanted at another host");
  }

  /** Returns the buttons of a visit. */
  SlackBlocks.Buttons buttons(boolean acknowledge) {
    return new SlackBlocks.Buttons(
        acknowledge && settings.interactive(),
        settings.open() && settings.interactive(),
        settings.chat().page("/resident"));
  }

  private Answer say(URI to, byte[] message) throws InterruptedException {
    List<Parcel> forms = List.of(new Parcel(Set.of(DataClass.EVENT), message));
    return way.send(forms, body -> request(to, body, timeout()));
  }

  private Duration timeout() {
    return settings.chat().common().timeout();
  }

  private static HttpRequest request(URI to, byte[] body, Duration timeout) {
    return HttpRequest.newBuilder(to)
        .timeout(timeout)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("User-Agent", "Vestibule")
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  @Override
  public Answer look() throws InterruptedException {
    return way.look(
        HttpRequest.newBuilder(url)
            .timeout(timeout())
            .method("HEAD", BodyPublishers.noBody())
            .build());
  }

  @Override
  public void close() {
    way.close();
  }
}
