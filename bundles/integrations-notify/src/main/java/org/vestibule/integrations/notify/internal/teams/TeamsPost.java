// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.teams;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.integrations.notify.internal.NotifyServices;
import org.vestibule.integrations.notify.internal.chat.ChatPost;
import org.vestibule.integrations.notify.internal.chat.ChatSettings;
import org.vestibule.integrations.notify.internal.chat.Saying;
import org.vestibule.integrations.notify.internal.chat.SecretAddress;
import org.vestibule.integrations.notify.internal.chat.Texts;
import org.vestibule.integrations.notify.internal.chat.VisitPicture;
import org.vestibule.integrations.notify.internal.chat.Wording;
import org.vestibule.integrations.notify.internal.delivery.Answer;
import org.vestibule.integrations.notify.internal.delivery.Parcel;
import org.vestibule.integrations.notify.internal.delivery.Trust;
import org.vestibule.integrations.notify.internal.delivery.Way;

/** Speaks in one channel of Microsoft Teams, by the webhook of a workflow. Thread-safe. */
final class TeamsPost implements ChatPost {
  /** The sink's name, in the manifest and in the site's rules. */
  static final String SINK = "teams";

  /** What it is for. */
  static final String PURPOSE = "People in a channel of Microsoft Teams learn who rings and alarms";

  private static final Set<DataClass> CLASSES =
      EnumSet.of(DataClass.EVENT, DataClass.PERSONAL, DataClass.RAW_VIDEO);
  private static final Duration BELL = Duration.ofSeconds(3);
  private static final Duration PICTURE = Duration.ofMillis(300);

  private final ChatSettings settings;
  private final Wording wording;
  private final NotifyServices services;
  private final URI url;
  private final Way way;
  private final Clock clock;

  private TeamsPost(ChatSettings settings, NotifyServices services, URI url, Way way, Clock clock) {
    this.settings = settings;
    this.wording = new Wording(Texts.in(settings.language()));
    this.services = services;
    this.url = url;
    this.way = way;
    this.clock = clock;
  }

  static TeamsPost open(
      ChatSettings settings, NotifyServices services, EgressBroker broker, Clock clock)
      throws VestibuleException, IOException, GeneralSecurityException {
    URI url = SecretAddress.of(settings, services.secrets());
    boolean inside = settings.common().allowPrivate();
    Sink sink = new Sink(SINK, PURPOSE, CLASSES);
    Way way = Way.open(broker, sink, inside, Trust.in(settings.common().caFile()), clock);
    return new TeamsPost(settings, services, url, way, clock);
  }

  @Override
  public Answer ring(Notice notice) throws InterruptedException {
    Saying saying = wording.of(notice, clock.instant(), Optional.empty());
    Optional<byte[]> picture =
        way.allows(DataClass.RAW_VIDEO)
            ? VisitPicture.of(services.visits(), notice.visit(), PICTURE, TeamsCard.MOST_PICTURE)
            : Optional.empty();
    List<Parcel> forms = new ArrayList<>();
    if (picture.isPresent()) {
      forms.add(ringing(saying, picture, DataClass.PERSONAL, DataClass.RAW_VIDEO));
      forms.add(ringing(saying.bare(), picture, DataClass.EVENT, DataClass.RAW_VIDEO));
    }
    forms.add(ringing(saying, Optional.empty(), DataClass.PERSONAL));
    forms.add(ringing(saying.bare(), Optional.empty(), DataClass.EVENT));
    Duration timeout = settings.common().timeout();
    return way.send(forms, body -> request(body, timeout.compareTo(BELL) < 0 ? timeout : BELL));
  }

  private Parcel ringing(Saying saying, Optional<byte[]> picture, DataClass... classes) {
    Optional<String> page = settings.page("/resident");
    return new Parcel(Set.of(classes), TeamsCard.message(saying, wording.texts(), page, picture));
  }

  @Override
  public Answer send(OutboxEntry entry) throws InterruptedException {
    byte[] card =
        TeamsCard.message(wording.of(entry), wording.texts(), settings.page("/"), Optional.empty());
    List<Parcel> forms = List.of(new Parcel(Set.of(DataClass.EVENT), card));
    return way.send(forms, body -> request(body, settings.common().timeout()));
  }

  private HttpRequest request(byte[] body, Duration timeout) {
    return HttpRequest.newBuilder(url)
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
            .timeout(settings.common().timeout())
            .method("HEAD", BodyPublishers.noBody())
            .build());
  }

  @Override
  public void close() {
    way.close();
  }
}
