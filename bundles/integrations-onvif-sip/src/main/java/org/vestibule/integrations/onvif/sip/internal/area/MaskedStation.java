// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.area;

/** A station that knows its masks: whoever names a way around the gateway asks it first. */
public interface MaskedStation {
  /** Returns whether a part of its picture is hidden now. */
  boolean masked();
}
