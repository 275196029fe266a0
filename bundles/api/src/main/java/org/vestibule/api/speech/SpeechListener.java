// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.speech;

import org.osgi.annotation.versioning.ConsumerType;

/** Receives speech events on the recogniser's thread; returns at once. */
@ConsumerType
@FunctionalInterface
public interface SpeechListener {
  /** Called for each event in order. */
  void on(SpeechEvent event);
}
