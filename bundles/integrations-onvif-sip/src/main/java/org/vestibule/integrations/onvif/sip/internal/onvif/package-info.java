// SPDX-License-Identifier: Apache-2.0
/** ONVIF, as the client of cameras and door stations. */
package org.vestibule.integrations.onvif.sip.internal.onvif;
