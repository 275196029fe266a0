// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.maker;

import java.io.IOException;
import java.time.Duration;
import org.vestibule.api.VestibuleException;
import org.vestibule.device.http.DeviceClient;

/** What one maker's stations speak. Stateless; thread-safe. */
public interface Maker {
  /** Returns its name in configurations, for example {@code doorbird}. */
  String name();

  /** Returns where the camera's stream is, below the device's host, for example {@code /live}. */
  String stream();

  /** Returns the port of RTSP. */
  default int streamPort() {
    return 554;
  }

  /** Returns for how long the device may hold back an answer, beside the time that it takes. */
  default Duration waits() {
    return Duration.ZERO;
  }

  /** Returns whether it tells which of several buttons was pressed. */
  default boolean buttons() {
    return false;
  }

  /**
   * Asks the device who it is: a real exchange that changes nothing.
   *
   * @return what it says, for people
   * @throws VestibuleException {@code device-*}, {@code credentials-wrong}, {@code answer-invalid}
   */
  String probe(DeviceClient device) throws VestibuleException, InterruptedException;

  /**
   * Listens until the connection ends or somebody interrupts, and tells what happens. Never asks
   * the device to do or to change anything that people would notice.
   *
   * @throws IOException when the connection breaks
   * @throws VestibuleException as {@link #probe}
   */
  void listen(DeviceClient device, MakerEvents events)
      throws VestibuleException, IOException, InterruptedException;
}
