// SPDX-License-Identifier: Apache-2.0
/**
 * An ONVIF camera with a bell, without hardware. Written from ONVIF's public specifications and
 * from what was seen of real answers; it shares no code with what the gateway ships.
 */
package org.vestibule.testkit.internal.onvif;
