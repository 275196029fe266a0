// SPDX-License-Identifier: Apache-2.0
/** Which devices are in the local network: WS-Discovery, as ONVIF uses it. */
package org.vestibule.integrations.onvif.sip.internal.onvif.discovery;
