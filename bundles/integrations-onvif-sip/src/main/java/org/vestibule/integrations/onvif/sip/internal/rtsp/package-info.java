// SPDX-License-Identifier: Apache-2.0
/** A camera that only streams: nothing rings by it, so it stands beside a SIP panel. */
package org.vestibule.integrations.onvif.sip.internal.rtsp;
