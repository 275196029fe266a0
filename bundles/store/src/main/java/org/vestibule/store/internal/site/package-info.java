// SPDX-License-Identifier: Apache-2.0
/** What the law of the site asks: profiles, the texts that people read, and the settings. */
package org.vestibule.store.internal.site;
