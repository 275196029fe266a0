// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.webhook;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.store.Secrets;
import org.vestibule.integrations.notify.internal.NotifyServices;
import org.vestibule.integrations.notify.internal.delivery.Answer;
import org.vestibule.integrations.notify.internal.delivery.Parcel;
import org.vestibule.integrations.notify.internal.delivery.Post;
import org.vestibule.integrations.notify.internal.delivery.SecretRef;
import org.vestibule.integrations.notify.internal.delivery.Trust;
import org.vestibule.integrations.notify.internal.delivery.Way;
import org.vestibule.messages.CloudEvent;
import org.vestibule.messages.HouseEvents;

/**
 * Sends events as CloudEvents 1.0.2 in structured mode over HTTP, signed as Standard Webhooks 1.0
 * has it; {@code webhook-id} is the same at every try. Thread-safe.
 */
final class WebhookPost implements Post {
  /** The sink's name, in the manifest and in the site's rules. */
  static final String SINK = "webhook";

  /** What it is for. */
  static final String PURPOSE = "Other systems learn what happens at the doors";

  private static final Set<DataClass> CLASSES =
      EnumSet.of(DataClass.EVENT, DataClass.HEALTH, DataClass.PERSONAL, DataClass.TRANSCRIPT);

  private final WebhookSettings settings;
  private final Way way;
  private final Signature signature;
  private final Clock clock;

  private WebhookPost(WebhookSettings settings, Way way, Signature signature, Clock clock) {
    this.settings = settings;
    this.way = way;
    this.signature = signature;
    this.clock = clock;
  }

  static WebhookPost open(
      WebhookSettings settings, NotifyServices services, EgressBroker broker, Clock clock)
      throws VestibuleException, IOException, GeneralSecurityException {
    Signature signature = signature(settings, services.secrets());
    try {
      Sink sink = new Sink(SINK, PURPOSE, CLASSES);
      boolean inside = settings.common().allowPrivate();
      Way way = Way.open(broker, sink, inside, Trust.in(settings.common().caFile()), clock);
      return new WebhookPost(settings, way, signature, clock);
    } catch (VestibuleException | IOException | GeneralSecurityException | RuntimeException e) {
      signature.close();
      throw e;
    }
  }

  private static Signature signature(WebhookSettings settings, Secrets secrets)
      throws VestibuleException {
    List<byte[]> texts = new ArrayList<>();
    SecretRef last = settings.secret();
    try {
      texts.add(last.get(secrets));
      if (settings.secretBefore().isPresent()) {
        last = settings.secretBefore().get();
        texts.add(last.get(secrets));
      }
      return Signature.by(texts);
    } catch (IllegalArgumentException e) {
      throw last.unusable(
          "secret-invalid", "no signing key", "whsec_ and Base64 of 24 to 64 bytes");
    } finally {
      texts.forEach(text -> Arrays.fill(text, (byte) 0));
    }
  }

  @Override
  public Answer send(OutboxEntry entry) throws InterruptedException {
    List<Parcel> forms =
        HouseEvents.forms(entry, settings.building()).stream()
            .map(form -> new Parcel(form.classes(), form.event().json()))
            .toList();
    return way.send(forms, body -> request(entry.id(), body));
  }

  private HttpRequest request(String id, byte[] body) {
    long seconds = clock.instant().getEpochSecond();
    return HttpRequest.newBuilder(settings.url())
        .timeout(settings.common().timeout())
        .header("Content-Type", CloudEvent.JSON + "; charset=UTF-8")
        .header("User-Agent", "Vestibule")
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(seconds))
        .header("webhook-signature", signature.of(id, seconds, body))
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  @Override
  public Answer look() throws InterruptedException {
    return way.look(
        HttpRequest.newBuilder(settings.url())
            .timeout(settings.common().timeout())
            .header("User-Agent", "Vestibule")
            .method("HEAD", BodyPublishers.noBody())
            .build());
  }

  @Override
  public void close() {
    way.close();
    signature.close();
  }
}
