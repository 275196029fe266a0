// SPDX-License-Identifier: Apache-2.0
/** Calls: how those who live here are rung, and how they answer. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.call;
