// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.device.http.DeviceLogin;

/**
 * The messages of one connection: numbered anew for the camera, logged in, and never redirected.
 * Thread-safe: one thread brings what the decoder says, another what the camera says.
 */
final class RtspDialog {
  private static final int MOST_OPEN = 16;

  /** Only these decide whether there are pictures; a camera may refuse what keeps it awake. */
  private static final Set<String> DECISIVE = Set.of("DESCRIBE", "SETUP", "PLAY");

  private final Egress way;
  private final StreamWish wish;
  private final DeviceLogin login;
  private final String local;
  private final OutputStream camera;
  private final Map<String, Asked> open = new LinkedHashMap<>();
  private Optional<DeviceLogin.Answer> proof = Optional.empty();
  private volatile VideoFault fault;
  private volatile boolean asked;
  private volatile boolean answered;
  private int count;
  private boolean known;

  /**
   * A request that waits for its answer; {@code tries} counts those with an answer to a challenge.
   */
  private record Asked(RtspMessage request, String number, int tries) {}

  /**
   * @param local the address by which the decoder knows the stream
   */
  RtspDialog(Egress way, StreamWish wish, DeviceLogin login, String local, OutputStream camera) {
    this.way = way;
    this.wish = wish;
    this.login = login;
    this.local = local;
    this.camera = camera;
  }

  /** Sends on what the decoder says. */
  synchronized void fromDecoder(RtspPart part) throws IOException {
    if (part instanceof RtspPart.Packet packet) {
      if (!known) {
        throw new IOException("somebody else than the decoder");
      }
      camera.write(packet.bytes(), 0, packet.length());
      return;
    }
    RtspMessage message = (RtspMessage) part;
    if (message.answer()) {
      camera.write(message.bytes());
      return;
    }
    String target = message.target().orElse("");
    known |= target.equals(local) || target.startsWith(local + "/");
    if (!known || open.size() == MOST_OPEN) {
      throw new IOException("somebody else than the decoder");
    }
    if (target.startsWith(local)) {
      target = wish.uri() + target.substring(local.length());
    }
    List<String> numbers = message.values("CSeq");
    RtspMessage request =
        message.starting(message.method() + " " + target + " RTSP/1.0").without("Authorization");
    send(new Asked(request, numbers.isEmpty() ? "0" : numbers.get(0), 0), proof());
  }

  /** Returns what the decoder shall hear of what the camera said, if anything. */
  synchronized Optional<RtspMessage> fromCamera(RtspMessage message) throws IOException {
    if (!message.answer()) {
      return Optional.of(message);
    }
    answered = true;
    List<String> numbers = message.values("CSeq");
    Asked asked = numbers.isEmpty() ? null : open.remove(numbers.get(0));
    if (asked == null) {
      return Optional.empty();
    }
    int status = message.status();
    if (status == 401) {
      if (again(asked, message.values("WWW-Authenticate"))) {
        return Optional.empty();
      }
    } else if (status >= 200 && status < 300) {
      proof.ifPresent(login::accepted);
    } else if (DECISIVE.contains(asked.request().method())) {
      note(refusal(asked.request().method(), status));
    }
    // A camera's word alone must not send the decoder to another machine.
    RtspMessage told =
        status >= 300 && status < 400 ? message.starting("RTSP/1.0 404 Not Found") : message;
    return Optional.of(
        told.without("WWW-Authenticate").without("Location").with("CSeq", asked.number()));
  }

  /** The connection broke. */
  synchronized void broke(IOException e) {
    if (e.getCause() instanceof VestibuleException refused) {
      note(VideoFault.of(refused));
    }
  }

  /**
   * Returns what the camera said against it, or that it said nothing. Never waits: a camera that
   * reads nothing holds up whoever writes to it, and the clock of all cameras asks here.
   */
  Optional<VideoFault> fault() {
    if (fault == null && !answered && asked) {
      return Optional.of(
          VideoFault.of(
              "station-silent",
              wish.shown(),
              "takes the connection and says nothing",
              "Restart the camera, or check that its RTSP port is the right one."));
    }
    return Optional.ofNullable(fault);
  }

  /** Answers a challenge; returns whether it did. */
  private boolean again(Asked asked, List<String> challenges) throws IOException {
    boolean stale = DeviceLogin.stale(challenges);
    if (asked.tries() > 0 && !(stale && asked.tries() == 1)) {
      note(VideoFault.of(login.refused()));
      return false;
    }
    try {
      proof = Optional.of(login.answer(challenges));
    } catch (VestibuleException e) {
      note(VideoFault.of(e));
      return false;
    }
    send(new Asked(asked.request(), asked.number(), asked.tries() + 1), proof);
    return true;
  }

  private Optional<DeviceLogin.Answer> proof() throws IOException {
    try {
      return proof.isPresent() ? proof : login.known();
    } catch (VestibuleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void send(Asked asked, Optional<DeviceLogin.Answer> answer) throws IOException {
    String number = Integer.toString(++count);
    RtspMessage request = asked.request().with("CSeq", number);
    try {
      if (answer.isPresent()) {
        String header =
            answer.get().header(request.method(), request.target().orElse(wish.uri().toString()));
        way.declare(DataClass.CREDENTIAL, header.length());
        request = request.with("Authorization", header);
      }
      way.declare(DataClass.EVENT, request.start().getBytes(StandardCharsets.ISO_8859_1).length);
    } catch (VestibuleException e) {
      throw new IOException(e.getMessage(), e);
    }
    open.put(number, asked);
    this.asked = true;
    camera.write(request.bytes());
  }

  private VideoFault refusal(String method, int status) {
    String camera = wish.shown();
    return switch (status) {
      case 404, 454 ->
          VideoFault.of(
              "stream-missing",
              camera,
              "has no stream at that path (status " + status + ")",
              "Correct the path of the stream.");
      case 403 ->
          VideoFault.of(
              "credentials-wrong",
              camera,
              "the account may not see this stream (status 403)",
              "Give the gateway's account the right at the camera.");
      case 301, 302, 303, 305 ->
          VideoFault.of(
              "stream-moved",
              camera,
              "sends the gateway elsewhere, which is not followed",
              "Configure the address that the camera now has.");
      default ->
          VideoFault.of(
              "station-refused",
              camera,
              method + " was answered by status " + status,
              "Look at the camera's own log; it may allow too few viewers.");
    };
  }

  private void note(VideoFault found) {
    fault = fault == null ? found : fault;
  }
}
