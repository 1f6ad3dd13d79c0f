(module $f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $f_dispatch_0_pooling_nchw_max_1x32xDxDx3x3 (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (local v128)
    (local i32) (local v128 v128 v128 v128 v128 v128 v128) (local i32 i32 i32) (local v128 v128 v128 v128)
    (local i32 i32 i32) (local v128) (local i32) (local v128 v128 v128 v128) (local i32) (local f32 f32 f32 f32 f32)
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 8
        local.get 2 local.get 4 i32.div_u local.set 11
        local.get 11 local.get 5 i32.rem_u local.set 9
        local.get 11 local.get 5 i32.div_u local.set 10
        local.get 1 i32.load local.set 12
        local.get 1 i32.load offset=4 local.set 13
        local.get 1 i32.load offset=8 local.set 14
        local.get 1 i32.load offset=12 local.set 15
        local.get 12 local.set 16
        local.get 13 local.set 12
        local.get 14 local.set 13
        local.get 15 local.set 14
        local.get 16 local.get 12 i32.mul local.set 15
        local.get 15 i32.const 32 i32.mul local.set 17
        local.get 0 i32.load i32.const 0 i32.add local.set 15
        local.get 13 local.get 14 i32.mul local.set 17
        local.get 17 i32.const 32 i32.mul local.set 18
        local.get 0 i32.load offset=8 i32.const 0 i32.add local.set 17
        local.get 13 local.get 14 i32.mul local.set 18
        local.get 18 i32.const 32 i32.mul local.set 19
        local.get 0 i32.load offset=12 i32.const 0 i32.add local.set 18
        local.get 8 i32.const 16384 i32.mul local.set 19
        local.get 4 i32.const 16384 i32.mul local.set 20
        local.get 9 local.tee 21 local.get 13 i32.lt_s if
          loop
            local.get 19 local.tee 22 local.get 14 i32.lt_s if
              loop
                local.get 14 local.get 22 i32.sub local.set 23
                i32.const 16384 local.get 23 i32.const 16384 local.get 23 i32.lt_u select local.set 24
                local.get 24 i32.const 16 i32.div_u local.set 23
                local.get 23 i32.const 16 i32.mul local.set 25
                local.get 14 local.get 13 i32.mul local.set 23
                local.get 10 local.get 23 i32.mul local.set 26
                local.get 21 local.get 14 i32.mul local.set 23
                local.get 22 local.get 23 i32.add local.set 27
                local.get 27 local.get 26 i32.add local.set 23
                local.get 12 local.get 16 i32.mul local.set 26
                local.get 10 local.get 26 i32.mul local.set 27
                local.get 22 local.get 27 i32.add local.set 26
                i32.const 0 local.tee 27 local.get 25 i32.lt_s if
                  local.get 17 local.get 23 i32.const 2 i32.shl i32.add local.set 28
                  local.get 28 i32.const 0 i32.const 2 i32.shl i32.add local.set 29
                  local.get 18 local.get 23 i32.const 2 i32.shl i32.add local.set 30
                  local.get 30 i32.const 0 i32.const 2 i32.shl i32.add local.set 31
                  loop
                    local.get 29 local.set 33
                    local.get 33 v128.load align=4 local.set 32
                    local.get 29 local.set 33
                    local.get 33 v128.load offset=16 align=4 local.set 34
                    local.get 29 local.set 33
                    local.get 33 v128.load offset=32 align=4 local.set 35
                    local.get 29 local.set 33
                    local.get 33 v128.load offset=48 align=4 local.set 36
                    local.get 26 local.get 27 i32.add local.set 33
                    local.get 32 local.get 34 local.get 35 local.get 36 local.set 40
                    local.set 39
                    local.set 38
                    local.set 37
                    i32.const 0 local.tee 41 i32.const 3 i32.lt_s if
                      loop
                        local.get 21 local.get 41 i32.add local.set 42
                        local.get 42 local.get 12 i32.mul local.set 43
                        local.get 33 local.get 43 i32.add local.set 42
                        local.get 37 local.get 38 local.get 39 local.get 40 local.set 47
                        local.set 46
                        local.set 45
                        local.set 44
                        i32.const 0 local.tee 43 i32.const 3 i32.lt_s if
                          local.get 15 local.get 42 i32.const 2 i32.shl i32.add local.set 48
                          local.get 48 i32.const 0 i32.const 2 i32.shl i32.add local.set 49
                          local.get 49 i32.const 12 i32.add local.set 50
                          loop
                            local.get 49 local.set 52
                            local.get 52 v128.load align=4 local.set 51
                            local.get 49 local.set 52
                            local.get 52 v128.load offset=16 align=4 local.set 53
                            local.get 49 local.set 52
                            local.get 52 v128.load offset=32 align=4 local.set 54
                            local.get 49 local.set 52
                            local.get 52 v128.load offset=48 align=4 local.set 55
                            local.get 44 local.get 51 f32x4.max local.set 56
                            local.get 45 local.get 53 f32x4.max local.set 51
                            local.get 46 local.get 54 f32x4.max local.set 53
                            local.get 47 local.get 55 f32x4.max local.set 54
                            local.get 56 local.get 51 local.get 53 local.get 54 local.set 47
                            local.set 46
                            local.set 45
                            local.set 44
                            local.get 49 i32.const 4 i32.add local.set 49
                            local.get 49 local.get 50 i32.ne br_if 0
                          end
                        end
                        local.get 44 local.get 45 local.get 46 local.get 47 local.set 40
                        local.set 39
                        local.set 38
                        local.set 37
                        local.get 41 i32.const 1 i32.add local.tee 41 i32.const 3 i32.lt_s br_if 0
                      end
                    end
                    local.get 31 local.set 33
                    local.get 33 local.get 37 v128.store align=4
                    local.get 31 local.set 33
                    local.get 33 local.get 38 v128.store offset=16 align=4
                    local.get 31 local.set 33
                    local.get 33 local.get 39 v128.store offset=32 align=4
                    local.get 31 local.set 33
                    local.get 33 local.get 40 v128.store offset=48 align=4
                    local.get 29 i32.const 64 i32.add local.set 29
                    local.get 31 i32.const 64 i32.add local.set 31
                    local.get 27 i32.const 16 i32.add local.tee 27 local.get 25 i32.lt_s br_if 0
                  end
                end
                local.get 24 i32.const 4 i32.div_u local.set 27
                local.get 27 i32.const 4 i32.mul local.set 31
                local.get 25 local.tee 27 local.get 31 i32.lt_s if
                  local.get 17 local.get 23 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 30
                  local.get 30 local.get 25 i32.const 2 i32.shl i32.add local.set 29
                  local.get 18 local.get 23 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 28
                  local.get 28 local.get 25 i32.const 2 i32.shl i32.add local.set 33
                  loop
                    local.get 29 local.set 41
                    local.get 41 v128.load align=4 local.set 40
                    local.get 26 local.get 27 i32.add local.set 41
                    local.get 40 local.set 39
                    i32.const 0 local.tee 42 i32.const 3 i32.lt_s if
                      loop
                        local.get 21 local.get 42 i32.add local.set 43
                        local.get 43 local.get 12 i32.mul local.set 50
                        local.get 41 local.get 50 i32.add local.set 43
                        local.get 39 local.set 38
                        i32.const 0 local.tee 50 i32.const 3 i32.lt_s if
                          local.get 15 local.get 43 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 49
                          local.get 49 i32.const 0 i32.const 2 i32.shl i32.add local.set 48
                          local.get 48 i32.const 12 i32.add local.set 52
                          loop
                            local.get 48 local.set 57
                            local.get 57 v128.load align=4 local.set 37
                            local.get 38 local.get 37 f32x4.max local.set 36
                            local.get 36 local.set 38
                            local.get 48 i32.const 4 i32.add local.set 48
                            local.get 48 local.get 52 i32.ne br_if 0
                          end
                        end
                        local.get 38 local.set 39
                        local.get 42 i32.const 1 i32.add local.tee 42 i32.const 3 i32.lt_s br_if 0
                      end
                    end
                    local.get 33 local.set 41
                    local.get 41 local.get 39 v128.store align=4
                    local.get 29 i32.const 16 i32.add local.set 29
                    local.get 33 i32.const 16 i32.add local.set 33
                    local.get 27 i32.const 4 i32.add local.tee 27 local.get 31 i32.lt_s br_if 0
                  end
                end
                local.get 31 local.tee 25 local.get 24 i32.lt_s if
                  local.get 17 local.get 23 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 27
                  local.get 27 local.get 31 i32.const 2 i32.shl i32.add local.set 33
                  local.get 33 local.get 24 local.get 31 i32.sub i32.const 2 i32.shl i32.add local.set 28
                  local.get 18 local.get 23 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 29
                  local.get 29 local.get 31 i32.const 2 i32.shl i32.add local.set 30
                  loop
                    local.get 33 f32.load local.set 58
                    local.get 26 local.get 25 i32.add local.set 41
                    local.get 58 local.set 59
                    i32.const 0 local.tee 42 i32.const 3 i32.lt_s if
                      loop
                        local.get 21 local.get 42 i32.add local.set 43
                        local.get 43 local.get 12 i32.mul local.set 50
                        local.get 41 local.get 50 i32.add local.set 43
                        local.get 59 local.set 60
                        i32.const 0 local.tee 50 i32.const 3 i32.lt_s if
                          local.get 15 local.get 43 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 52
                          local.get 52 i32.const 0 i32.const 2 i32.shl i32.add local.set 48
                          local.get 48 i32.const 12 i32.add local.set 49
                          loop
                            local.get 48 f32.load local.set 61
                            local.get 60 local.get 61 f32.max local.set 62
                            local.get 62 local.set 60
                            local.get 48 i32.const 4 i32.add local.set 48
                            local.get 48 local.get 49 i32.ne br_if 0
                          end
                        end
                        local.get 60 local.set 59
                        local.get 42 i32.const 1 i32.add local.tee 42 i32.const 3 i32.lt_s br_if 0
                      end
                    end
                    local.get 30 local.get 59 f32.store
                    local.get 33 i32.const 4 i32.add local.set 33
                    local.get 30 i32.const 4 i32.add local.set 30
                    local.get 25 i32.const 1 i32.add local.tee 25 local.get 24 i32.lt_s br_if 0
                  end
                end
                local.get 22 local.get 20 i32.add local.tee 22 local.get 14 i32.lt_s br_if 0
              end
            end
            local.get 21 local.get 5 i32.add local.tee 21 local.get 13 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
