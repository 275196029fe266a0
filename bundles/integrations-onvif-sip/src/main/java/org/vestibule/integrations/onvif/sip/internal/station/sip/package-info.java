// SPDX-License-Identifier: Apache-2.0
/** A SIP panel as a door station, or as the bell, the ear and the mouth of one with a camera. */
package org.vestibule.integrations.onvif.sip.internal.station.sip;
