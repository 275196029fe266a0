// SPDX-License-Identifier: Apache-2.0
/** What strangers at a building's networks send: well-formed or not, and never welcome. */
package org.vestibule.testkit.internal.abuse;
