// SPDX-License-Identifier: Apache-2.0
/** What is kept: sealed for each person, for the house, and backed up. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.store;
