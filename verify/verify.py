#!/usr/bin/env python3
"""Checks a certificate of Hostfold (docs/certificate.md): python3 verify.py CERTIFICATE
Exit code 0: it holds; 1: it does not; 2: it is malformed; 3: this check gave up. Whole numbers only, no packages."""
import json, sys
from fractions import Fraction
LOOKS, looked = 40_000_000, 0  # items looked at before it gives up (about a minute), and so far
class Verdict(Exception): """An exit code, and why."""
def look(where):
    global looked
    looked += 1
    if looked > LOOKS: raise Verdict(3, f"{where}: too many sets to look at; hostfold verify looks at more.")
def whole(x, where, most=2**30, none=False):
    if none and x is None or type(x) is int and 0 <= x <= most: return x
    raise Verdict(2, f"{where}: found {x!r}; expected a whole number from 0 to {most}.")
def wholes(x, where, length=None, most=2**30):
    if type(x) is list and length in (None, len(x)): return [whole(v, f"{where}[{k}]", most) for k, v in enumerate(x)]
    raise Verdict(2, f"{where}: expected a list{'' if length is None else f' of {length}'}.")
def read(doc):
    """The problem with one flat list of rows: `of[r]` is the resource of row r."""
    if doc["format"] != "hostfold-certificate" or doc["version"] != 1: raise Verdict(2, "format, version: expected hostfold-certificate, 1.")
    rows = [whole(r["rows"], "problem.resources") for r in doc["problem"]["resources"]]
    kinds, items, shared = doc["problem"]["kinds"], doc["problem"]["items"], whole(doc["problem"]["shared"], "problem.shared", len(rows) - 1, True)
    for j, kind in enumerate(kinds):
        whole(kind["price"], f"problem.kinds[{j}].price"), whole(kind["count"], f"problem.kinds[{j}].count", none=True)
        for part in ("capacity", "perGuest", "perCore"): wholes(kind[part], f"problem.kinds[{j}].{part}", len(rows))
    for i, it in enumerate(items):
        at = f"problem.items[{i}]"
        whole(it["guests"], f"{at}.guests"), whole(it["cores"], f"{at}.cores"), whole(it["kind"], f"{at}.kind", len(kinds) - 1, True)
        if len(it["demand"]) != len(rows): raise Verdict(2, f"{at}.demand: expected {len(rows)} lists.")
        it["demand"] = [v for d, n in enumerate(rows) for v in wholes(it["demand"][d], f"{at}.demand[{d}]", n)]
        it["apart"], it["parts"], it["pages"] = set(wholes(it["apart"], f"{at}.apart")), [i], {}
        for image, size in (wholes(e, f"{at}.images", 2) for e in it["images"]): it["pages"][image] = max(size, it["pages"].get(image, 0))
        if shared is None and it["pages"]: raise Verdict(2, "problem.shared: expected the resource of images.")
    return {"of": [d for d, n in enumerate(rows) for _ in range(n)], "kinds": kinds, "items": items, "shared": shared}
def sizes_of(p, kind, it):
    return [v + it["guests"] * kind["perGuest"][d] + it["cores"] * kind["perCore"][d] for v, d in zip(it["demand"], p["of"])]
def merged(a, b):
    """Two items that share a host, as one; None where they may not."""
    if a["apart"] & b["apart"] or None not in (a["kind"], b["kind"]) and a["kind"] != b["kind"]: return None
    pages = {image: max(a["pages"].get(image, 0), b["pages"].get(image, 0)) for image in {**a["pages"], **b["pages"]}}
    return {"guests": a["guests"] + b["guests"], "cores": a["cores"] + b["cores"], "kind": b["kind"] if a["kind"] is None else a["kind"], "pages": pages,
            "apart": a["apart"] | b["apart"], "parts": a["parts"] + b["parts"], "demand": [x + y for x, y in zip(a["demand"], b["demand"])]}
def check_plan(p, plan):  # what it costs, every rule looked at
    hosts = [None] * len(plan["kinds"])
    for i, h in enumerate(wholes(plan["hosts"], "plan.hosts", len(p["items"]))):
        hosts[whole(h, f"plan.hosts[{i}]", len(hosts) - 1)] = one = merged(hosts[h], p["items"][i]) if hosts[h] else p["items"][i]
        if one is None: raise Verdict(1, f"plan.hosts[{i}]: item {i} may not be on host {h} with the others there.")
    for h, (one, j) in enumerate(zip(hosts, wholes(plan["kinds"], "plan.kinds", None, len(p["kinds"]) - 1))):
        kind = p["kinds"][j]
        if one is None or one["kind"] not in (None, j): raise Verdict(1, f"plan.kinds[{h}]: host {h} is empty, or its items may not be on kind {j}.")
        if kind["count"] is not None and plan["kinds"].count(j) > kind["count"]: raise Verdict(1, f"plan.kinds: more hosts of kind {j} than there are.")
        for r, (used, d) in enumerate(zip(sizes_of(p, kind, one), p["of"])):
            if used + (sum(one["pages"].values()) if d == p["shared"] else 0) > kind["capacity"][d]: raise Verdict(1, f"plan: host {h} holds too much in row {r}.")
    return sum(p["kinds"][j]["price"] for j in plan["kinds"])
def carried(offers, need, budget, where):
    """Whether hosts for `budget` (None: any sum) carry `need`; offers are (most, price, count), best for its price first."""
    if need <= 0 or not offers: return need <= 0
    look(where)
    (m, price, count), rest = offers[0], offers[1:]
    if budget is not None and need * price > budget * m: return False
    n = min(-(-need // m), need if count is None else count, need if budget is None or price == 0 else budget // price)
    return any(carried(rest, need - k * m, None if budget is None else budget - k * price, where) for k in range(n, -1, -1))
def factors(weight, share, rows, n):  # of rows in a sum of all: any are right, these are good (Plotkin, Shmoys and Tardos 1995)
    best, price = (float("inf"), 0, {}), {r: sum(share[r]) for r in rows}
    for step in range(1, max(8, min(150, 20_000_000 // (1 + len(rows) * n)))):
        total, left, value, used = sum(price.values()) or 1, 1.0, 0.0, dict.fromkeys(rows, 0.0)
        price = {r: v / total for r, v in price.items()}
        cost = [sum(price[r] * share[r][k] for r in rows) for k in range(n)]
        for k in sorted(range(n), key=lambda k: -weight[k] / (cost[k] + 1e-300)):
            part = min(1.0, left / cost[k]) if cost[k] > 0 else 1.0
            left, value = left - part * cost[k], value + part * weight[k]
            for r in rows: used[r] += part * share[r][k]
            if part < 1: break
        best = min(best, (value, step, price))
        price = {r: v * 2.718281828 ** (2 / step**0.5 * (min(used[r], 3) - 1)) for r, v in price.items()}
    return best[2]
def heavier(p, j, items, most, where):  # a set of items that fits a host of kind j and weighs more than `most`, or None
    kind, shared = p["kinds"][j], p["shared"]
    items = [it for it in items if it["weight"] > 0 and it["kind"] in (None, j)]
    sizes, weight, users, once = [sizes_of(p, kind, it) for it in items], [it["weight"] for it in items], {}, 0
    for k, it in enumerate(items):
        for image, n in it["pages"].items(): users.setdefault(image, []).append((n, k))
    own = [0] * len(items)  # what all bring of an image is there once, and the rest of it comes with its largest user
    for of in users.values():
        common, (n, k) = min(of)[0] if len(of) == len(items) else 0, max(of)
        once, own[k] = once + common, own[k] + n - common
    pages = lambda r, n: n if p["of"][r] == shared else 0
    rows = [r for r, d in enumerate(p["of"]) if sum(s[r] for s in sizes) + pages(r, once + sum(n for of in users.values() for n, _ in of)) > kind["capacity"][d]]
    cap = {r: kind["capacity"][p["of"][r]] - pages(r, once) for r in rows}
    full = {r: [s[r] + pages(r, own[k]) for k, s in enumerate(sizes)] for r in rows}
    if sum(weight) <= most or any(cap[r] > 0 and all(w * cap[r] <= most * f for w, f in zip(weight, full[r])) for r in rows): return None  # one row says it
    keep = [k for k in range(len(items)) if all(full[r][k] <= cap[r] for r in rows)]
    price = factors([weight[k] for k in keep], {r: [full[r][k] / max(1, cap[r]) for k in keep] for r in rows}, rows, len(keep))
    factor = {r: round(price.get(r, 0) * 2**40 / max(1, cap[r])) for r in rows}
    thick = {k: sum(factor[r] * full[r][k] for r in rows) for k in keep}
    keep.sort(key=lambda k: -Fraction(weight[k], thick[k]) if thick[k] else float("-inf"))
    twin = {k: (weight[k], sizes[k], items[k]["apart"], items[k]["pages"]) for k in keep}
    def search(open_, so_far, rest, wide, held):
        for at, k in enumerate(open_):
            promise, left = so_far, wide
            for q in open_[at:]:  # Dantzig's bound: filled by weight for size, the last in part
                look(where)
                promise, left, full_by = promise + (weight[q] if thick[q] <= left else weight[q] * left // thick[q]), left - thick[q], thick[q] > left
                if full_by or promise > most: break
            if promise <= most: return None
            if at and twin[open_[at - 1]] == twin[k]: continue
            more = sum(max(0, n - held.get(image, 0)) for image, n in items[k]["pages"].items())
            after = {r: v - sizes[k][r] - pages(r, more) for r, v in rest.items()}
            if min(after.values(), default=0) < 0: continue
            if so_far + weight[k] > most: return [k]
            fits = [q for q in open_[at + 1:] if not items[q]["apart"] & items[k]["apart"] and all(sizes[q][r] <= v for r, v in after.items())]
            then = {**held, **{image: max(n, held.get(image, 0)) for image, n in items[k]["pages"].items()}} if more else held
            if found := search(fits, so_far + weight[k], after, wide - thick[k], then): return [k] + found
    found = search(keep, 0, {r: kind["capacity"][p["of"][r]] for r in rows}, sum(factor[r] * cap[r] for r in rows), {})
    return found and sorted(i for k in found for i in items[k]["parts"])
def check_proof(p, items, counts, proof, least, where):
    """As branches decided: items that share a host are one, those that do not have a group apart; counts: fewest and most hosts of each kind."""
    under = lambda part, items, counts: check_proof(p, items, counts, proof[part], least, f"{where}.{part}")
    if "pair" in proof:
        a, b = [next(it for it in items if i in it["parts"]) for i in wholes(proof["pair"], f"{where}.pair", 2, len(p["items"]) - 1)]
        others, both = [it for it in items if it is not a and it is not b], a if a is b else merged(a, b)
        if both: under("together", others + [both], counts)
        return a is not b and under("apart", others + [{**it, "apart": it["apart"] | {where}} for it in (a, b)], counts)
    if "kind" in proof:
        j, n = whole(proof["kind"], f"{where}.kind", len(counts) - 1), whole(proof["hosts"], f"{where}.hosts")
        (low, high), but = counts[j], lambda pair: [*counts[:j], pair, *counts[j + 1:]]
        return under("atMost", items, but((low, n if high is None else min(n, high)))), under("more", items, but((max(low, n + 1), high)))
    if any(high is not None and low > high for low, high in counts): return
    weights, most = wholes(proof["weights"], f"{where}.weights", len(p["items"]), 2**53 - 1), wholes(proof["most"], f"{where}.most", len(p["kinds"]), 2**53 - 1)
    items = [{**it, "weight": sum(weights[i] for i in it["parts"])} for it in items]
    prices, room = [k["price"] for k in p["kinds"]], sum(low * m for (low, _), m in zip(counts, most))
    offers = sorted(((m, price, None if high is None else high - low) for m, price, (low, high) in zip(most, prices, counts) if m > 0), key=lambda o: Fraction(o[1], o[0]))
    budget = None if least is None else least - 1 - sum(low * price for (low, _), price in zip(counts, prices))
    if (budget is None or budget >= 0) and carried(offers, sum(weights) - room, budget, f"{where}.most"):
        raise Verdict(1, f"{where}.weights: they add up to {sum(weights)}, which hosts for less carry at {most} on a host.")
    for j in range(len(counts)):
        if found := counts[j][1] != 0 and heavier(p, j, items, most[j], f"{where}.most[{j}]"): raise Verdict(1, f"{where}.most[{j}]: items {found} fit one host of kind {j} and weigh {sum(weights[i] for i in found)}, more than {most[j]}.")
def main(path):
    sys.setrecursionlimit(20_000)
    try:
        doc = json.load(open(path, encoding="utf-8"))
        p, least, plan = read(doc), whole(doc["least"], "least", 2**53 - 1, True), doc["plan"]
        cost = None if plan is None else check_plan(p, plan)
        if plan and (least is None or cost < least): raise Verdict(1, f"least: the plan given counts {cost}, less than the {least} claimed.")
        check_proof(p, p["items"], [(0, k["count"]) for k in p["kinds"]], doc["proof"], least, "proof")
        raise Verdict(0, ("no plan places every item" if least is None else f"no plan counts less than {least}") + ("; the plan given counts no more." if plan and cost == least else "."))
    except Verdict as verdict: code, why = verdict.args
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as e: code, why = 2, f"{type(e).__name__}: {e}"
    return print(["It holds: ", "It does not hold: ", "Malformed: ", "Undecided: "][code] + why) or code
if __name__ == "__main__": sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else print(__doc__) or 2)
