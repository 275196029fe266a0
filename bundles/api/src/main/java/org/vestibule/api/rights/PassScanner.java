// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.rights;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.vestibule.api.station.Frame;

/** Finds the code of a pass in a picture. Thread-safe. */
@ConsumerType
@FunctionalInterface
public interface PassScanner {
  /** Returns what a QR code in the picture carries, at most 64 characters, if there is one. */
  Optional<String> scan(Frame frame);
}
