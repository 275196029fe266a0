// SPDX-License-Identifier: Apache-2.0
/** The database: one connection to write, migrations, what a full disk does. */
package org.vestibule.store.internal.database;
