"""Other words for the same thing: what captions may say instead, where it stays true whatever the picture.

swap(text, rng) replaces single words and phrases of a caption's part; the longest phrase wins.
"""
from __future__ import annotations

import random
import re

_TABLE = """
large: big, oversized, huge, wide, broad, large scale
small: tiny, little, small scale, compact
fine: fine scale, small scale
old: aged, ancient, timeworn, very old
weathered: weather beaten, weatherworn, timeworn, aged
worn: well worn, used, worn out, worn down
battered: beaten up, damaged, used
clean: spotless, pristine, tidy, unstained
new: brand new, fresh
dirty: grimy, soiled, grubby, filthy
rough: coarse, uneven, rugged, harsh
smooth: even, sleek
glossy: shiny, gleaming, lustrous, high gloss
shiny: gleaming, glossy, reflective
matte: matt, dull
polished: buffed, shining
cracked: crackled, fissured, split, fractured
rusty: rusted, corroded, oxidized, rust eaten
wet: soaked, damp, rain soaked, moist, drenched
rounded: round, curved
irregular: uneven, random, crooked
dry: arid, dried out
scratched: scuffed, scraped, marked
mossy: moss covered, moss grown, moss clad
dusty: dust covered, powdery
snowy: snow covered, snow clad
icy: frozen
speckled: flecked, spotted, mottled
varnished: lacquered, finished, sealed
painted: coated
lush: dense, rich
rustic: country style, farmhouse
medieval: castle, old world
futuristic: high tech, sci fi
crumpled: creased, scrunched, crinkled
wrinkled: creased, crinkled
overlapping: layered
coarse: rough, chunky
brick wall: masonry wall, brickwork, wall of bricks, bricks
brickwork: masonry, bricks
cobblestone: cobbles, cobblestones, cobble paving
cobblestone street: cobbled street, cobbled road, old town street, medieval street
cobblestone path: cobbled path, cobbled lane
flagstone paving: flagging, flagstones, stone paving, castle floor
stone floor: dungeon floor, castle floor, stone flooring
sci fi wall: cyberpunk wall, space station wall, futuristic wall
stone wall: masonry, wall of stones, fieldstone wall, castle wall, dungeon wall, medieval wall
rock face: cliff face, bare rock
planks: boards, planking, slats
wood planks: timber planks, wooden slats, lumber boards, floorboards
wooden planks: timber boards, planking, wooden slats, decking, deck boards
wooden boards: timber boards, lumber
wood floor: wooden floor, timber floor, hardwood flooring, floorboards
hardwood floor: wooden flooring, solid wood floor
parquet: parquetry, parquet flooring
wood grain: woodgrain, grained wood
wood: timber
wooden: timber
tile floor: tiled floor, tiling
ceramic tiles: ceramic tiling, tiled surface, glazed tiles
hexagon tiles: hexagonal tiles, hex tiling, six sided tiles
mosaic tiles: mosaic, tesserae, tiny tiles
roof tiles: tiled roof, roofing tiles, roof covering
fabric: cloth, textile
woven fabric: woven cloth, woven textile
leather: hide
knitted wool: knitwear, wool sweater, knitted yarn
carpet: carpeting, rug
fur: pelt, animal hair
soil: earth, ground, topsoil, garden soil
dirt: earth, soil
cracked mud: parched mud, mud cracks, dried out mud
gravel: crushed rock, stone chippings
pebbles: rounded stones, smooth stones
sand: sandy ground
grass: turf, green grass blades, lawn
moss: mosses, carpet of moss
fallen leaves: leaf litter, dead leaves, foliage on the ground
tree bark: bark, trunk
asphalt: tarmac, blacktop, road surface
concrete: cement, poured concrete
plaster wall: plastered wall, rendered wall
stucco: render, textured render
marble: polished stone, marble stone
granite: granite stone
terrazzo: terrazzo flooring
rusty metal: rusted metal, corroded metal, oxidized iron
brushed metal: satin finished metal, linished metal
diamond plate: tread plate, checker plate
metal panels: metal plating, sheet metal panels
corrugated metal: corrugated sheet, ribbed sheet metal
chain mail: chainmail, ring armour, mail armor
spaceship hull: starship hull, space station wall
circuit board: printed circuit, electronics board
ice: frozen water
lava: molten rock, magma
thatched roof: straw roof, reed thatch
straw: hay
wallpaper: wall covering, papered wall
stained glass: leaded glass, coloured glass
thin: slim, slender, narrow
fluffy: fleecy, downy, fuzzy
fuzzy: fluffy, hairy
shaggy: long haired, tousled
loose: scattered
rugged: craggy, uneven
jagged: sharp, spiky, craggy
craggy: rugged, jagged
angular: sharp edged, jagged
tarnished: dulled, oxidized
oxidized: oxidised, tarnished
glowing: luminous, radiant, incandescent
slimy: gooey, mucous
organic: biological, fleshy
bumpy: lumpy, knobbly
ribbed: ridged, grooved
ridged: ribbed, fluted
perforated: punched
quilted: padded and stitched
padded: cushioned
checkered: chequered, checked
patterned: decorated
ornamental: ornate, decorative
colorful: colourful, multicolored, multicoloured
furrowed: deeply grooved, ridged
peeling: flaking
flaky: flaking, scaly
frosted: frosty, rimed
overgrown: grown over
scorched: burnt, charred
diagonal: slanted
rectangular: oblong
layered: stratified
bathroom tiles: washroom tiles, shower tiles
kitchen tiles: kitchen wall tiles, backsplash
subway tiles: metro tiles
patterned tiles: ornate tiles, decorated tiles
checkered tiles: chequered tiles, chessboard tiles
stone blocks: blocks of stone, cut stones
stone slabs: slabs of stone
crazy paving: irregular paving
slate roof: roof of slate, slate covered roof
wooden shingles: timber shingles, wood shakes
concrete block wall: cinderblock wall
brick paving: brick pavers, paved bricks
osb board: oriented strand board
bamboo fence: bamboo screen
log cabin wall: log house wall
tree trunk bark: trunk bark
pine needles: conifer needles
forest floor: woodland floor, forest ground
bark mulch: shredded bark
wood chips: chipped wood
leopard fur: leopard print
snake skin: serpent skin
dragon scales: dragon hide
crocodile leather: croc leather, gator leather
burlap: hessian, jute cloth
tartan: scottish plaid
shag carpet: shag rug
parchment: vellum, old scroll
crumpled paper: scrunched paper, creased paper
carbon fiber: carbon fibre
galvanized steel: zinc coated steel, galvanised steel
hammered metal: dimpled metal, hand hammered metal
scratched metal: scuffed metal
painted metal: painted steel
chipped paint: flaking paint, peeling paint
metal grate: metal grating, metal grille
wire mesh: woven wire, wire netting
crystals: crystal formation
alien flesh: alien tissue
with veins: veined, with veining
with rust spots: with spots of rust
with rust patches: with patches of rust
with fallen leaves: with scattered leaves, strewn with leaves
with pebbles: with small stones
with small stones: with pebbles
with knots: with wood knots
with nails: with nail heads
with creases: with folds, with wrinkles
with ripples: with small waves
with deep cracks: with wide cracks, with deep fissures
with hammer marks: with hammer dents
with chipped paint: with flaking paint, with peeling paint
with peeling paint: with flaking paint
covered in moss: overgrown with moss, under a coat of moss
covered in dust: under a layer of dust, with a coat of dust
covered in snow: under snow, blanketed in snow
covered in dirt: caked in dirt
in a herringbone pattern: laid in herringbone
in a grid: in a regular grid
made of metal rings: of linked rings
with overlapping scales: with scales in rows
with black outlines: with dark outlines
with glowing cracks: with fiery cracks, with molten cracks
with a sheen: with a soft shine
with cracks: with fissures, full of cracks, crazed with cracks
with moss: with patches of moss, with moss growing on it
with rust stains: with rust marks, with stains of rust
with rust: with rust spots, with corrosion
with dirt stains: with grime, with grimy stains
with dirt: with grime, with dirt stains
with scratches: with scuffs, with scrape marks
with snow: with a layer of snow, with snow on top
with rivets: with rows of rivets, riveted
with grass in the joints: with grass between the stones, with weeds in the joints
with soil in the joints: with earth in the joints, with earthen joints
in running bond: in stretcher bond, with staggered courses
in stack bond: stacked, with joints in line
"""

SYNONYMS = {key.strip(): [w.strip() for w in words.split(",")] for key, _, words in (line.partition(":") for line in _TABLE.strip().splitlines())}
_PATTERN = re.compile(r"\b(" + "|".join(sorted(map(re.escape, SYNONYMS), key=len, reverse=True)) + r")\b")


def swap(text: str, rng: random.Random, chance=0.3) -> str:
    """Some of a part's words replaced by synonyms."""
    return _PATTERN.sub(lambda m: rng.choice(SYNONYMS[m.group()]) if rng.random() < chance else m.group(), text)


# What a surface of this kind may be said to be free of, and the words whose presence forbids it.
ABSENT = {
    "stone": (("moss", "moss overgrown lichen grass"), ("cracks", "crack fractur damaged fissure"), ("dirt", "dirt grim soil mud stain old weather worn")),
    "wood": (("knots", "knot rustic grain"), ("paint", "paint"), ("scratches", "scratch worn scuff"), ("moss", "moss overgrown lichen"), ("nails", "nail")),
    "metal": (("rust", "rust corro weather old"), ("scratches", "scratch worn scuff batter used"), ("paint", "paint chip"), ("dirt", "dirt grim stain worn old")),
    "fabric": (("stains", "dirt soil grim worn old stain"), ("holes", "hole torn")),
    "tile": (("cracks", "crack fractur old worn damaged"), ("dirt", "dirt grim old worn stain")),
    "ground": (("grass", "grass moss overgrown"), ("leaves", "leaf leaves"), ("stones", "stone gravel pebble rock rubble")),
    "plant": (("flowers", "flower"), ("snow", "snow frost")),
    "plastic": (("scratches", "scratch worn scuff"),),
}
