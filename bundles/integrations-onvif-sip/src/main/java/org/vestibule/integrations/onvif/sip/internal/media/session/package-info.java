// SPDX-License-Identifier: Apache-2.0
/** Runs the media of calls: sound in, sound out, on a few threads for all of them. */
package org.vestibule.integrations.onvif.sip.internal.media.session;
