// SPDX-License-Identifier: Apache-2.0
/** Who is rung for whom, who answers first, and what a resident may do with a key. */
package org.vestibule.integrations.onvif.sip.internal.call;
