// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.maker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.device.http.DeviceClient;
import org.vestibule.device.http.DeviceStream;
import org.vestibule.device.http.MultipartReader;
import org.vestibule.device.http.MultipartReader.Part;

/** Reads an event stream of parts, as most makers have one. */
public final class EventParts {
  private EventParts() {}

  /** Takes one part. */
  @FunctionalInterface
  public interface Taker {
    /** Takes the text of a part; what makes no sense is left out. */
    void take(String text);
  }

  /**
   * Reads until the stream ends.
   *
   * @param silence a device that says nothing for so long is gone
   * @throws IOException when it breaks, is silent, or is no stream of parts
   */
  public static void read(
      DeviceClient device, String path, Duration silence, MakerEvents events, Taker taker)
      throws VestibuleException, IOException, InterruptedException {
    try (DeviceStream stream = device.stream(path, silence)) {
      events.alive();
      MultipartReader parts = new MultipartReader(stream.header("content-type"), stream.body());
      for (Optional<Part> part = parts.next(); part.isPresent(); part = parts.next()) {
        if (Thread.interrupted()) {
          throw new InterruptedIOException("the station is being closed");
        }
        events.alive();
        taker.take(part.get().text());
      }
    }
  }
}
