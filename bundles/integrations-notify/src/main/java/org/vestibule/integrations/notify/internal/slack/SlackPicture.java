// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.notice.Notice;
import org.vestibule.integrations.notify.internal.NotifyServices;
import org.vestibule.integrations.notify.internal.chat.VisitPicture;
import org.vestibule.integrations.notify.internal.delivery.Address;
import org.vestibule.integrations.notify.internal.delivery.Way;

/**
 * Sends the picture of whoever rings into the channel, after the words: {@code
 * files.getUploadURLExternal}, the bytes, {@code files.completeUploadExternal}. Once; a picture
 * that does not arrive is missed by nobody for long. Thread-safe.
 */
final class SlackPicture {
  private static final Logger LOG = LoggerFactory.getLogger(SlackPicture.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration WAIT = Duration.ofSeconds(3);
  private static final int MOST_BYTES = 200_000;
  private static final String TYPE = "application/x-www-form-urlencoded";

  private final SlackSettings settings;
  private final NotifyServices services;

  SlackPicture(SlackSettings settings, NotifyServices services) {
    this.settings = settings;
    this.services = services;
  }

  /** Returns whether the site wants pictures and allows them. */
  boolean wanted(Way way) {
    return settings.botToken().isPresent()
        && !settings.channel().isEmpty()
        && way.allows(DataClass.RAW_VIDEO)
        && way.allows(DataClass.CREDENTIAL);
  }

  /** Sends it; what goes wrong is logged. */
  void send(Notice notice, Way way, String title) {
    byte[] token = new byte[0];
    try {
      token = settings.botToken().get().get(services.secrets());
      Optional<byte[]> jpeg = VisitPicture.of(services.visits(), notice.visit(), WAIT, MOST_BYTES);
      if (jpeg.isPresent()) {
        upload(way, new String(token, StandardCharsets.US_ASCII).strip(), jpeg.get(), title);
      }
    } catch (VestibuleException e) {
      LOG.warn("A picture was not sent to Slack: {}", e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      // No message: it may name an address, which may be a secret.
      LOG.warn("A picture was not sent to Slack: {}", e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Arrays.fill(token, (byte) 0);
    }
  }

  private void upload(Way way, String token, byte[] jpeg, String title)
      throws VestibuleException, IOException, InterruptedException {
    String form = "filename=visitor.jpg&length=" + jpeg.length;
    JsonNode place = call(way, token, "files.getUploadURLExternal", form);
    URI to =
        Address.read(
                place.path("upload_url").asText(),
                settings.chat().common().allowInsecure(),
                settings.chat().common().allowPrivate())
            .orElseThrow(() -> refused("another address to upload to"));
    HttpRequest.Builder bytes = HttpRequest.newBuilder(to).POST(BodyPublishers.ofByteArray(jpeg));
    bytes.header("Content-Type", "image/jpeg").timeout(settings.chat().common().timeout());
    HttpResponse<byte[]> taken = way.exchange(Set.of(DataClass.RAW_VIDEO), bytes.build());
    if (taken.statusCode() != 200) {
      throw refused("the upload is answered with " + taken.statusCode());
    }
    ObjectNode file = JSON.createObjectNode();
    file.put("id", place.path("file_id").asText()).put("title", title);
    String files = JSON.writeValueAsString(JSON.createArrayNode().add(file));
    call(
        way,
        token,
        "files.completeUploadExternal",
        "channel_id=" + settings.channel() + "&files=" + encoded(files));
  }

  private JsonNode call(Way way, String token, String method, String form)
      throws VestibuleException, IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(settings.api() + "/" + method))
            .timeout(settings.chat().common().timeout())
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", TYPE)
            .POST(BodyPublishers.ofString(form))
            .build();
    // A form has no name in it; what proves who we are is the token.
    HttpResponse<byte[]> answer =
        way.exchange(Set.of(DataClass.EVENT, DataClass.CREDENTIAL), request);
    JsonNode said = JSON.readTree(answer.body());
    if (answer.statusCode() != 200 || said == null || !said.path("ok").asBoolean()) {
      String error = said == null ? "" : said.path("error").asText();
      throw refused(
          method + " is refused: " + (error.matches("[a-z_]{1,60}") ? error : "without a reason"));
    }
    return said;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static VestibuleException refused(String found) {
    return new VestibuleException(
        "picture-refused",
        "picture for Slack",
        found,
        "a bot token with files:write, in the channel",
        "Look at botToken and channel.");
  }
}
