// SPDX-License-Identifier: Apache-2.0
/** Real SIP programs as the other end of a test: a phone, a load generator, a registrar. */
package org.vestibule.testkit.internal.sip;
