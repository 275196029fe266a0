// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.sound;

import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.station.AudioFormat;

/** Opens the lines between stations and the house. Thread-safe. */
@ProviderType
public interface VoiceLines {
  /** Opens a line for a station that gives samples, such as one behind HTTP. */
  VoiceLine open(AudioFormat station);

  /** Opens a line for a station that sends packets: they are put in order and decoded. */
  VoiceLine open(SoundEncoding station);
}
