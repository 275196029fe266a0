// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.sim;

import java.util.Map;

/** A simulated station as the person at the keyboard uses it. */
interface SimDevice extends AutoCloseable {
  /** Returns its kind in the gateway's configurations, for example {@code onvif}. */
  String kind();

  /** Returns what else its configuration needs beside url, user and password, by key. */
  Map<String, String> settings();

  /** Returns its address for the gateway. */
  String url();

  /** Presses the bell; false where it has none. */
  boolean press();

  /** Lets something move, or nothing any more; false where it cannot tell. */
  boolean motion(boolean moving);

  /** Returns what its relay does and was told. */
  String relay();

  @Override
  void close();
}
