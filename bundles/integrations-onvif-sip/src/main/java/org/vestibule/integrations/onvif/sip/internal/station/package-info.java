// SPDX-License-Identifier: Apache-2.0
/**
 * What every door station has in common, whoever made it: pictures, sound, a loudspeaker, a button
 * and inputs, configured once, supervised, and offered to the house as one {@code DoorStation}.
 */
package org.vestibule.integrations.onvif.sip.internal.station;
